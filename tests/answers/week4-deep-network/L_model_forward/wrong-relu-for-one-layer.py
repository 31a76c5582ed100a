"""wrong: relu for one layer"""

def L_model_forward(X, p):
    L = len(p) // 2
    A, c = linear_activation_forward(X, p['W1'], p['b1'], 'relu')
    caches = [c]
    for l in range(2, L + 1):
        A, c = linear_activation_forward(A, p[f'W{l}'], p[f'b{l}'],
            'sigmoid' if l == L else 'relu')
        caches.append(c)
    return A, caches
