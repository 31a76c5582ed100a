"""wrong: zeros"""

def graph_backward(a, b, c):
    return dict.fromkeys(['da', 'db', 'dc', 'du', 'dv'], 0)
