"""wrong: epoch plus one

named: one-ahead
"""


def sqrt_lr(learning_rate0, epoch_num, k=1.0):
    return k / np.sqrt(epoch_num + 1) * learning_rate0
