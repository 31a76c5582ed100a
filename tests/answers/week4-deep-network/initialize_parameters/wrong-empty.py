"""wrong: empty"""

def initialize_parameters(n_x, n_h, n_y):
    return {}
