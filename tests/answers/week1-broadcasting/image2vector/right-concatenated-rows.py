"""right: concatenated rows"""


def image2vector(image):
    return np.concatenate([row.reshape(-1, 1) for row in image])
