"""right: cuts with split"""


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    order = np.argsort(np.random.default_rng(seed).random(m))
    places = np.arange(mini_batch_size, m, mini_batch_size)
    return list(zip(np.split(X[:, order], places, axis=1), np.split(Y[:, order], places, axis=1)))
