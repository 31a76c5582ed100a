"""wrong: da alone"""

def graph_backward(a, b, c):
    return {'da': 3}
