"""wrong: a loop

loses: speed
says: loop
"""

def sigmoid(x):
    return np.vectorize(basic_sigmoid)(np.clip(x, -700, 700))
