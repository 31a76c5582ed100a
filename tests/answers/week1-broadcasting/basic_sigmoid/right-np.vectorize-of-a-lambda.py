"""right: np.vectorize of a lambda"""


basic_sigmoid = np.vectorize(lambda x: 1 / (1 + math.exp(-x)))
