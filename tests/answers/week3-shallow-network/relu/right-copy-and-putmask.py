"""right: copy and putmask"""


def relu(z, threshold=0):
    out = np.array(z, copy=True)
    np.putmask(out, out < threshold, 0)
    return out
