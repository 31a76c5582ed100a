"""right: an enum of activations"""


from enum import Enum


class Activation(Enum):
    SIGMOID = "sigmoid"
    RELU = "relu"


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = sigmoid(Z) if Activation(activation) is Activation.SIGMOID else relu(Z)
    return A, (linear_cache, Z)
