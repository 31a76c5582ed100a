"""right: where for the last dA"""


def L_model_backward(AL, Y, caches):
    grads = dict()
    dA = np.where(Y == 1, -1 / AL, 1 / (1 - AL))
    activations = ["relu"] * (len(caches) - 1) + ["sigmoid"]
    for l, cache, activation in zip(range(len(caches), 0, -1), caches[::-1], activations[::-1]):
        dA, dW, db = linear_activation_backward(dA, cache, activation)
        grads.update({"dA%d" % (l - 1): dA, "dW%d" % l: dW, "db%d" % l: db})
    return grads
