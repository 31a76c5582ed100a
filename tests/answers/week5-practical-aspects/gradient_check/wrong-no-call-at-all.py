"""wrong: no call at all"""

def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = (x * (theta + epsilon) - x * (theta - epsilon)) / (2 * epsilon)
    return abs(x - approx) / (abs(x) + abs(approx))
