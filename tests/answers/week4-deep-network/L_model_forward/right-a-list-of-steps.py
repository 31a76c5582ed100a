"""right: a list of steps"""

def L_model_forward(X, parameters):
    L = len(parameters) // 2
    steps = [(X, None)]
    for l, activation in enumerate(["relu"] * (L - 1) + ["sigmoid"], 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        steps.append(linear_activation_forward(steps[-1][0], W, b, activation))
    return steps[-1][0], [cache for _, cache in steps[1:]]
