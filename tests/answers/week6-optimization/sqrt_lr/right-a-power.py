"""right: a power"""


def sqrt_lr(learning_rate0, epoch_num, k=1):
    return learning_rate0 * k * epoch_num ** -0.5
