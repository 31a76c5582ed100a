"""right: own start, generator in an object"""

class Source:
    def __init__(self):
        self.rng = np.random.RandomState(2)

    def draw(self, shape):
        return self.rng.standard_normal(shape) * 0.01


source = Source()


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_y = X.shape[0], Y.shape[0]
    p = {"W1": source.draw((n_h, n_x)), "b1": np.zeros((n_h, 1)),
         "W2": source.draw((n_y, n_h)), "b2": np.zeros((n_y, 1))}
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(p, cache, X, Y)
        p = update_parameters(p, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return p
