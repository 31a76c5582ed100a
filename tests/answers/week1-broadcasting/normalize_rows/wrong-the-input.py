"""wrong: the input"""

def normalize_rows(x):
    return x
