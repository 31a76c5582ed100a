"""right: transposed"""

def calorie_percentages(A):
    return (A.T / A.T.sum(axis=1, keepdims=True)).T * 100
