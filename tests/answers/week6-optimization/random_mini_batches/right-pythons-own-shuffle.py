"""right: pythons own shuffle"""


import random


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    columns = list(range(X.shape[1]))
    random.Random(seed).shuffle(columns)
    batches = []
    while columns:
        some, columns = columns[:mini_batch_size], columns[mini_batch_size:]
        batches.append((X[:, some], Y[:, some]))
    return batches
