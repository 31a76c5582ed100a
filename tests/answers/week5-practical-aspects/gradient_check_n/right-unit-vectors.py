"""right: unit vectors"""

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    theta = dictionary_to_vector(parameters)[0]
    J = lambda t: forward_propagation_n(X, Y, vector_to_dictionary(t))[0]
    steps = epsilon * np.eye(len(theta))
    approx = np.array([(J(theta + e[:, None]) - J(theta - e[:, None])) / (2 * epsilon) for e in steps])
    grad = gradients_to_vector(gradients).ravel()
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))
