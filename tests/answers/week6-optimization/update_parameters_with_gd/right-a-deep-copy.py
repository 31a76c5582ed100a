"""right: a deep copy"""


import copy


def update_parameters_with_gd(params, grads, learning_rate=0.01):
    new = copy.deepcopy(params)
    for l in range(1, len(new) // 2 + 1):
        for kind in "Wb":
            new[f"{kind}{l}"] += -learning_rate * grads[f"d{kind}{l}"]
    return new
