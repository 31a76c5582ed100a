"""right: an ordered dict"""


from collections import OrderedDict


def graph_backward(a, b, c):
    slopes = OrderedDict()
    slopes["dv"] = 3.0
    slopes["du"] = slopes["dv"]
    slopes["da"] = slopes["dv"]
    slopes["db"] = slopes["du"] * c
    slopes["dc"] = slopes["du"] * b
    return slopes
