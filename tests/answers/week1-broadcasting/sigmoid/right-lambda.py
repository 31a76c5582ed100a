"""right: lambda"""


sigmoid = lambda x: 1 / (1 + np.exp(-x))
