"""wrong: base two"""


def softmax(x):
    e = 2.0 ** (x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
