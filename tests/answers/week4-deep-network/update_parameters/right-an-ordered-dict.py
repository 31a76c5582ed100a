"""right: an ordered dict"""


from collections import OrderedDict


def update_parameters(parameters, grads, learning_rate):
    return OrderedDict((k, v - learning_rate * grads["d" + k]) for k, v in parameters.items())
