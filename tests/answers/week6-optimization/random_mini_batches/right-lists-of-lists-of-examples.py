"""right: lists of lists of examples"""


def random_mini_batches(X, Y, size, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(X.shape[1])
    return tuple([X[:, order[i : i + size]], Y[:, order[i : i + size]]]
                 for i in range(0, len(order), size))
