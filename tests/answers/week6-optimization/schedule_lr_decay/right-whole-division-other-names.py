"""right: whole division, other names"""


def schedule_lr_decay(lr0, epoch, rate, interval=1000):
    return (1 / (1 + rate * (epoch // interval))) * lr0
