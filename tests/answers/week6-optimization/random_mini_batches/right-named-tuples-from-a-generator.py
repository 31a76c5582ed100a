"""right: named tuples from a generator"""

from collections import namedtuple
Batch = namedtuple("Batch", "X Y")
def _chunks(order, size):
    start = 0
    while start < len(order):
        yield order[start:start + size]
        start += size
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    import random
    order = list(range(X.shape[1]))
    random.Random(seed).shuffle(order)
    return [Batch(X[:, c], Y[:, c]) for c in _chunks(order, mini_batch_size)]
