"""right: a subclass of dict"""


class Parameters(dict):
    def __sub__(self, other):
        return Parameters({k: v - other[k] for k, v in self.items()})


def update_parameters(parameters, grads, learning_rate=1.2):
    step = {k: learning_rate * grads["d" + k] for k in parameters}
    return Parameters(parameters) - step
