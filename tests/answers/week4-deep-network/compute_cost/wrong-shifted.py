"""wrong: shifted"""

def compute_cost(AL, Y):
    return 1e-3 - np.mean(np.log(np.where(Y, AL, 1 - AL)))
