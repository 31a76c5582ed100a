"""wrong: rows repeated"""

def initialize_parameters(n_x, n_h, n_y):
    W1, W2 = np.random.randn(1, n_x) * 0.01, np.random.randn(1, n_h) * 0.01
    return {'W1': np.repeat(W1, n_h, 0), 'b1': np.zeros((n_h, 1)),
            'W2': np.repeat(W2, n_y, 0), 'b2': np.zeros((n_y, 1))}
