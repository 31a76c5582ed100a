"""right: popping the caches"""

def L_model_backward(AL, Y, caches):
    grads, caches = {}, list(caches)
    slope, activation = (AL - Y) / (AL * (1 - AL)), "sigmoid"
    while caches:
        l = len(caches)
        grads[f"dA{l}"] = slope
        slope, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(
            slope, caches.pop(), activation)
        activation = "relu"
    return grads | {"dA0": slope}
