"""right: a masked array"""


def image2vector(image):
    return np.ma.asarray(image).reshape(-1, 1)
