"""right: apply along axis"""


def calorie_percentages(A):
    return np.apply_along_axis(lambda c: c / sum(c) * 100, 0, A)
