"""right: an extra entry"""

def graph_backward(a, b, c):
    return {"dJ": 1.0, "dv": 3, "du": 3, "da": 3, "db": 3 * c, "dc": np.array(3 * b)}
