"""right: deep copy"""


import copy


def update_parameters(parameters, grads, learning_rate=1.2):
    new = copy.deepcopy(parameters)
    for l in (1, 2):
        new["W" + str(l)] = new["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        new["b" + str(l)] = new["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return new
