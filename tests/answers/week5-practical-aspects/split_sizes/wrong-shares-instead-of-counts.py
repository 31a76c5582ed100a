"""wrong: shares instead of counts

keeps: nothing
"""

def split_sizes(m):
    return (0.6, 0.2, 0.2) if m <= 10000 else (0.98, 0.01, 0.01)
