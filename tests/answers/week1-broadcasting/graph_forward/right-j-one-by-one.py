"""right: J one by one"""

def graph_forward(a, b, c):
    return (c * b, c * b + a, np.array([[3.0 * (c * b + a)]]))
