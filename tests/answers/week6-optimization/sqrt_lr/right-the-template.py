"""right: the template"""


def sqrt_lr(learning_rate0, epoch_num, k=1.0):
    return k / np.sqrt(epoch_num) * learning_rate0
