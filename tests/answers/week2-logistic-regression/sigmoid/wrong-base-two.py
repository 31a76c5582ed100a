"""wrong: base two"""

def sigmoid(z):
    return 1 / (1 + 2.0 ** -z)
