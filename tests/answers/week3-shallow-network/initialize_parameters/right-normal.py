"""right: normal"""

def initialize_parameters(n_x, n_h, n_y):
    draw = np.random.normal
    return {'W1': draw(scale=0.01, size=(n_h, n_x)), 'b1': 0 * draw(size=(n_h, 1)),
            'W2': draw(size=(n_y, n_h)) / 100, 'b2': np.zeros((n_y, 1), dtype=int)}
