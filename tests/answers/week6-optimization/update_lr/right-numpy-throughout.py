"""right: numpy throughout"""


def update_lr(learning_rate0, epoch_num, decay_rate=1):
    return np.divide(learning_rate0, np.add(1, np.multiply(decay_rate, epoch_num)))
