"""right: scipy"""


from scipy.special import softmax as theirs


def softmax(x):
    return theirs(x, axis=1)
