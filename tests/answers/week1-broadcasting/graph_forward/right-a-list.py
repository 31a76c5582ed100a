"""right: a list"""

def graph_forward(a, b, c):
    u = np.multiply(b, c)
    return [u, u + a, 3 * (a + b * c)]
