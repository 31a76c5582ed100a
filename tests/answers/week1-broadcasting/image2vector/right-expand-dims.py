"""right: expand dims"""


def image2vector(image):
    return np.expand_dims(image.ravel(), axis=-1)
