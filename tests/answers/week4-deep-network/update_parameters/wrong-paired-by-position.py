"""wrong: paired by position"""

def update_parameters(parameters, grads, learning_rate):
    slopes = [g for k, g in grads.items() if k[1] != 'A']
    pairs = zip(parameters.items(), slopes)
    return {k: v - learning_rate * g for (k, v), g in pairs}
