"""right: a comprehension"""

def image2vector(image):
    return np.array([[n] for row in image for pixel in row for n in pixel])
