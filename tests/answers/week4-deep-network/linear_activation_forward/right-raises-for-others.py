"""right: raises for others"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    match activation:
        case "sigmoid":
            A = sigmoid(Z)
        case "relu":
            A = relu(Z)
        case _:
            raise ValueError(f"unknown activation {activation!r}")
    return A, (linear_cache, Z)
