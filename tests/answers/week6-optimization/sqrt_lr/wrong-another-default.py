"""wrong: another default

loses: k left out
"""


def sqrt_lr(learning_rate0, epoch_num, k=0.95):
    return k / np.sqrt(epoch_num) * learning_rate0
