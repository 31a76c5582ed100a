"""right: np.sum and multiply"""


def calorie_percentages(A):
    return np.multiply(np.divide(A, np.sum(A, axis=0, keepdims=True)), 100.0)
