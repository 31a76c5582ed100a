"""right: np split"""

def split_sizes(m):
    a, b = (0.6, 0.8) if m <= 10_000 else (0.98, 0.99)
    return tuple(len(p) for p in np.split(np.arange(m), [int(a * m), int(b * m)]))
