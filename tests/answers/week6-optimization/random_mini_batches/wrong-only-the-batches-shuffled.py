"""wrong: only the batches shuffled

named: not-shuffled
"""


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m, rng = X.shape[1], np.random.default_rng(seed)
    full = m // mini_batch_size
    starts = [*rng.permutation(full) * mini_batch_size, *[full * mini_batch_size] * (m > full * mini_batch_size)]
    return [(X[:, s : s + mini_batch_size], Y[:, s : s + mini_batch_size]) for s in starts]
