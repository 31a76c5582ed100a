"""wrong: cut to whole numbers"""

def sigmoid(z):
    s = np.zeros_like(z); s[...] = 1 / (1 + np.exp(-z)); return s
