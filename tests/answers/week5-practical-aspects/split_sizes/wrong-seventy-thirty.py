"""wrong: seventy thirty"""

def split_sizes(m):
    train = int(0.7 * m)
    return train, m - train, 0
