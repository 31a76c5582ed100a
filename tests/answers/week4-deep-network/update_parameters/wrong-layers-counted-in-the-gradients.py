"""wrong: layers counted in the gradients"""

def update_parameters(parameters, grads, learning_rate):
    out = dict(parameters)
    for l in range(1, len(grads) // 3 + 1):
        for k in (f'W{l}', f'b{l}'):
            out[k] = parameters[k] - learning_rate * grads['d' + k]
    return out
