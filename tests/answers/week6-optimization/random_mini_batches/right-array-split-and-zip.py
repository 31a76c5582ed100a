"""right: array split and zip"""

def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    cuts = np.arange(mini_batch_size, X.shape[1], mini_batch_size)
    return list(zip(np.array_split(X[:, order], cuts, axis=1), np.hsplit(Y[:, order], cuts)))
