"""right: scipy"""


from scipy.spatial.distance import cityblock


def L1(yhat, y):
    return cityblock(yhat, y)
