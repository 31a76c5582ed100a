"""right: ravel as floats"""

def image2vector(image):
    return image.ravel().reshape(-1, 1).astype(float)
