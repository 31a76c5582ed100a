"""wrong: changes the shape of its input"""


def image2vector(image):
    image.shape = (-1, 1)
    return image
