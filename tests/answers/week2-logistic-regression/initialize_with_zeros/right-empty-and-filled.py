"""right: empty and filled"""


def initialize_with_zeros(dim):
    w = np.empty((dim, 1))
    w.fill(0)
    b = 0.0
    print("w = " + str(w))
    return w, b
