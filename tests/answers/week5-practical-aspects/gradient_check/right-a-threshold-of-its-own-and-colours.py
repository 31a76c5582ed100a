"""right: a threshold of its own and colours"""

def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    slope = np.float64(forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / (2 * epsilon)
    claimed = backward_propagation(x, theta)
    difference = np.linalg.norm([claimed - slope]) / (np.linalg.norm([claimed]) + np.linalg.norm([slope]))
    if print_msg:
        if difference > 2e-7:
            print("\033[93m" + "There is a mistake in the backward propagation! difference = " + str(difference) + "\033[0m")
        else:
            print("\033[92m" + "Your backward propagation works perfectly fine! difference = " + str(difference) + "\033[0m")
    return difference
