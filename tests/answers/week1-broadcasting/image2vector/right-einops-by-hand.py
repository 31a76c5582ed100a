"""right: einops by hand"""


def image2vector(image):
    h, w, c = image.shape
    return image.reshape(h * w * c, 1)
