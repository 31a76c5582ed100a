"""right: a copied dict"""

def update_parameters(parameters, grads, learning_rate=1.2):
    new = dict(parameters)
    for k in new:
        new[k] = new[k] - grads[f'd{k}'] * learning_rate
    return new
