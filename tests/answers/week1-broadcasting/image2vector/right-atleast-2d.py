"""right: atleast_2d"""


def image2vector(image):
    return np.atleast_2d(image.flatten()).T
