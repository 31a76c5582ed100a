"""wrong: three times int"""

def split_sizes(m):
    if m <= 10000:
        return int(0.6 * m), int(0.2 * m), int(0.2 * m)
    return int(0.98 * m), int(0.01 * m), int(0.01 * m)
