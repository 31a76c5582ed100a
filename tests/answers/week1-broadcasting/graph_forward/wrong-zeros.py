"""wrong: zeros"""

def graph_forward(a, b, c):
    return (0, 0, 0)
