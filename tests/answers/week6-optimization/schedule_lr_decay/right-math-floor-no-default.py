"""right: math floor, no default"""


import math


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval):
    return learning_rate0 / (1 + decay_rate * math.floor(epoch_num / time_interval))
