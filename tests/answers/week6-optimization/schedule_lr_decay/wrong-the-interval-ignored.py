"""wrong: the interval ignored

named: interval-ignored
"""


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    learning_rate = learning_rate0 / (1 + decay_rate * epoch_num)
    return learning_rate
