"""right: helpers and other names"""

def forward(weights, bias, inputs):
    return sigmoid(np.dot(weights.T, inputs) + bias)
def loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
def propagate(weights, bias, inputs, labels, verbose=False):
    a = forward(weights, bias, inputs)
    d = a - labels
    return {'dw': inputs @ d.T / d.size, 'db': d.mean()}, loss(a, labels).mean()
