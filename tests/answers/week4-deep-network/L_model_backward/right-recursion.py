"""right: recursion"""


def L_model_backward(AL, Y, caches):
    def back(dA, l):
        if l == 0:
            return {}
        activation = "sigmoid" if l == len(caches) else "relu"
        dA_prev, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        return {f"dA{l - 1}": dA_prev, f"dW{l}": dW, f"db{l}": db, **back(dA_prev, l - 1)}

    return back((AL - Y) / (AL * (1 - AL)), len(caches))
