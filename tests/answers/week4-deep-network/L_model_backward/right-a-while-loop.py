"""right: a while loop"""


def L_model_backward(AL, Y, caches):
    grads, l = {}, len(caches)
    grads[f"dA{l}"] = -(Y / AL) + (1 - Y) / (1 - AL)
    activation = "sigmoid"
    while l > 0:
        found = linear_activation_backward(grads[f"dA{l}"], caches[l - 1], activation)
        grads[f"dA{l-1}"], grads[f"dW{l}"], grads[f"db{l}"] = found
        activation = "relu"
        l = l - 1
    return grads
