"""right: copy with another shape"""


def image2vector(image):
    v = image.copy()
    v.shape = (-1, 1)
    return v
