"""wrong: the input"""

def as_column(a):
    return a
