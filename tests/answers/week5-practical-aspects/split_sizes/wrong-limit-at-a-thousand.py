"""wrong: limit at a thousand

never says: however few
"""

def split_sizes(m):
    if m <= 1000:
        dev = int(m * 0.2)
        test = int(m * 0.2)
    else:
        dev = int(m * 0.01)
        test = int(m * 0.01)
    train = m - dev - test
    return train, dev, test
