"""wrong: a loop

loses: speed
says: loop
"""

def normalize_rows(x):
    return np.array([row / np.sqrt(row @ row) for row in x])
