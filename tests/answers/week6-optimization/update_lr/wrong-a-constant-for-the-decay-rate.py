"""wrong: a constant for the decay rate

named: rate-ignored
"""


def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 / (1 + 1 * epoch_num)
