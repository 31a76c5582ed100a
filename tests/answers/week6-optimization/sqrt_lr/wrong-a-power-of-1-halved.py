"""wrong: a power of 1 halved

named: parentheses
"""

def sqrt_lr(learning_rate0, epoch_num, k=1.0):
    return k * learning_rate0 / epoch_num ** 1 / 2
