"""wrong: long rows alone"""

def normalize_rows(x):
    return x / np.maximum(1, np.linalg.norm(x, axis=1, keepdims=True))
