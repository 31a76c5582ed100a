"""wrong: decay rate to a power

named: rate-to-the-power
"""

def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 * decay_rate ** epoch_num
