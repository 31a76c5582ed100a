"""wrong: clipped scores"""


def softmax(x):
    e = np.exp(np.clip(x, -50, 50))
    return e / e.sum(axis=1, keepdims=True)
