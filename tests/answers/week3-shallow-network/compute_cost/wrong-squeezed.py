"""wrong: squeezed"""

def compute_cost(A2, Y):
    a, y = np.squeeze(A2), np.squeeze(Y)
    return -np.sum(np.log(np.where(y == 1, a, 1 - a))) / len(y)
