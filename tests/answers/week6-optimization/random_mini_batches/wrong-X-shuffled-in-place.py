"""wrong: X shuffled in place

named: in-place
loses: form
"""


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    X[...] = X[:, order]
    Y[...] = Y[:, order]
    return [(X[:, i : i + mini_batch_size].copy(), Y[:, i : i + mini_batch_size].copy())
            for i in range(0, X.shape[1], mini_batch_size)]
