"""wrong: two axes at most"""

def sigmoid(z):
    return 1 / (1 + np.exp(-(z.reshape(len(z), -1) if np.ndim(z) > 2 else z)))
