"""right: ceiling"""

import math

def split_sizes(m):
    dev = math.ceil(m * 20 / 100) if m <= 10000 else math.ceil(m / 100)
    return (m - 2 * dev, dev, dev)
