"""right: a root on top"""


def sqrt_lr(learning_rate0, epoch_num, k=1.0):
    return np.float64(k * learning_rate0 * np.sqrt(epoch_num) / epoch_num)
