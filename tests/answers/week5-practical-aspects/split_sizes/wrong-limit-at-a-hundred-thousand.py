"""wrong: limit at a hundred thousand

loses: a little more
"""

def split_sizes(m):
    if m <= 100000:
        dev = int(m * 0.2)
        test = int(m * 0.2)
    else:
        dev = int(m * 0.01)
        test = int(m * 0.01)
    train = m - dev - test
    return train, dev, test
