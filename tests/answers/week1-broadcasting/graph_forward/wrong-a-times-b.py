"""wrong: a times b"""

def graph_forward(a, b, c):
    return (a * b, c + a * b, 3 * a * b)
