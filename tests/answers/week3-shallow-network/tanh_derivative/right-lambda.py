"""right: lambda"""


tanh_derivative = lambda z: 1 - np.tanh(z) ** 2
