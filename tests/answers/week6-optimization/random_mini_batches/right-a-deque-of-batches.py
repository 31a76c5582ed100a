"""right: a deque of batches"""


from collections import deque


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    order = np.arange(X.shape[1])
    np.random.shuffle(order)
    found = deque()
    for k in range(int(np.ceil(len(order) / mini_batch_size))):
        part = order[k * mini_batch_size : (k + 1) * mini_batch_size]
        found.append((np.take(X, part, axis=1), np.take(Y, part, axis=1)))
    return found
