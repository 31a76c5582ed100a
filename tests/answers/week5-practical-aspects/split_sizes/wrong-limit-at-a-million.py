"""wrong: limit at a million"""

def split_sizes(m):
    dev = m // 5 if m < 1_000_000 else m // 100
    return m - 2 * dev, dev, dev
