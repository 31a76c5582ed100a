"""right: the template"""


def update_lr(learning_rate0, epoch_num, decay_rate):
    learning_rate = (1 / (1 + decay_rate * epoch_num)) * learning_rate0
    return learning_rate
