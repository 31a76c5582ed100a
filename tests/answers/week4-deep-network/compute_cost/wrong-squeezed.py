"""wrong: squeezed"""

def compute_cost(AL, Y):
    a, y = np.squeeze(AL), np.squeeze(Y)
    return -np.sum(np.log(np.where(y == 1, a, 1 - a))) / len(y)
