"""right: prod of the shape"""


def image2vector(image):
    return np.reshape(image, (np.prod(image.shape), 1))
