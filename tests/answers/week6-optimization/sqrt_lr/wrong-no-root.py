"""wrong: no root

named: no-root
"""


def sqrt_lr(learning_rate0, epoch_num, k=1.0):
    return k / epoch_num * learning_rate0
