"""right: lambda"""

sigmoid = lambda z: 1 / (1 + np.exp(-z))
