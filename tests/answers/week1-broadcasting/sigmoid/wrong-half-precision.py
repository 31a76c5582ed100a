"""wrong: half precision"""


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x).astype("float16")))
