"""wrong: names sorted"""

def L_model_forward(X, parameters):
    A, caches = X, []
    names = sorted(k for k in parameters if k[0] == 'W')
    for k in names:
        A, c = linear_activation_forward(A, parameters[k], parameters['b' + k[1:]],
            'sigmoid' if k == names[-1] else 'relu')
        caches.append(c)
    return A, caches
