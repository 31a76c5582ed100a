"""right: two masks"""

def leaky_relu(z):
    return z * (z > 0) + 0.01 * z * (z <= 0)
