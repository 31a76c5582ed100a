"""right: einsum"""


def calorie_percentages(A):
    totals = np.einsum("ij->j", A)
    return A * (100 / totals)
