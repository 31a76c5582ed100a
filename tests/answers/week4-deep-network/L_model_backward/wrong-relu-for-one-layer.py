"""wrong: relu for one layer"""

def L_model_backward(AL, Y, caches):
    g, dA = {}, (AL - Y) / AL / (1 - AL)
    for l in range(len(caches), 0, -1):
        dA, g[f'dW{l}'], g[f'db{l}'] = linear_activation_backward(dA, caches[l - 1],
            'sigmoid' if l == len(caches) > 1 else 'relu')
        g[f'dA{l - 1}'] = dA
    return g
