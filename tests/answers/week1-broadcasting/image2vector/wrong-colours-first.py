"""wrong: colours first"""


def image2vector(image):
    return image.transpose(2, 0, 1).reshape(-1, 1)
