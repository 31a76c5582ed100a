"""right: by way of the remainder"""


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    complete = (epoch_num - epoch_num % time_interval) / time_interval
    return np.array(learning_rate0 / (1.0 + decay_rate * complete))
