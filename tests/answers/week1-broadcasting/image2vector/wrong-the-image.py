"""wrong: the image"""

def image2vector(image):
    return image
