"""wrong: the first layers cut off"""

def L_model_backward(AL, Y, caches):
    g = {}
    dZ = AL - Y
    for l, ((A, W, b), Z) in reversed(list(enumerate(caches, 1))):
        g[f'dA{l-1}'], g[f'dW{l}'], g[f'db{l}'] = linear_backward(dZ, (A, W, b))
        dZ = g[f'dA{l-1}'] * (A > 0) * (l > 2)
    return g
