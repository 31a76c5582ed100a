"""right: steps taken back"""

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    theta, keys = dictionary_to_vector(parameters)
    theta = np.array(theta, dtype=float)
    approx = []
    for i in range(theta.size):
        theta[i] += epsilon
        up, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta))
        theta[i] -= 2 * epsilon
        down, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta))
        theta[i] += epsilon
        approx.append((up - down) / (2. * epsilon))
    approx = np.array(approx).reshape(-1, 1)
    grad = gradients_to_vector(gradients)
    return np.squeeze(np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx)))
