"""right: rounded"""

def split_sizes(m):
    share = .2 if m < 10001 else .01
    dev = round(share * m)
    return m - 2 * dev, dev, dev
