"""wrong: second layer moved by the first"""


def update_parameters(parameters, grads, learning_rate=1.2):
    new = {k: v - learning_rate * grads["d" + k] for k, v in parameters.items()}
    new["b2"] = parameters["b2"] - learning_rate * grads["db1"][:1]
    return new
