"""right: reshaped"""

def initialize_with_zeros(n):
    return [np.zeros(n).reshape(-1, 1), 0.0]
