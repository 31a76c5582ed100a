"""right: another order"""

def graph_backward(a, b, c):
    return {'dc': 3 * b, 'db': 3 * c, 'da': 3, 'dv': 3, 'du': 3}
