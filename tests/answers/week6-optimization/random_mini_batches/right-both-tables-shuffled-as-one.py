"""right: both tables shuffled as one"""


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    state = np.random.RandomState(seed)
    both = np.vstack([X, Y]).T.copy()
    state.shuffle(both)
    cuts = range(mini_batch_size, len(both), mini_batch_size)
    return [(part[:, :-1].T, part[:, -1:].T) for part in np.split(both, list(cuts))]
