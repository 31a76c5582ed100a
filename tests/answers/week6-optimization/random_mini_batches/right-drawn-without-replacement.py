"""right: drawn without replacement"""


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    order = np.random.choice(m, m, replace=False)
    XS, YS, out = X[:, order], Y[:, order], []
    for k in range(m // mini_batch_size):
        s = slice(k * mini_batch_size, k * mini_batch_size + mini_batch_size)
        out.append((XS[:, s], YS[:, s]))
    rest = m % mini_batch_size
    if rest:
        out.append((XS[:, -rest:], YS[:, -rest:]))
    return out
