"""right: size"""


def image2vector(image):
    v = image.reshape((image.size, 1))
    assert v.shape == (image.shape[0] * image.shape[1] * image.shape[2], 1)
    return v
