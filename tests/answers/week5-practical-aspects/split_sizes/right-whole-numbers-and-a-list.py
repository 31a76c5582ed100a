"""right: whole numbers and a list"""

def split_sizes(m):
    dev = test = m // 5 if m <= 10_000 else m // 100
    return [m - dev - test, dev, test]
