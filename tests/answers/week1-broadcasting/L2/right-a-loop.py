"""right: a loop"""


def L2(yhat, y):
    loss = 0
    for i in range(len(y)):
        loss = loss + (yhat[i] - y[i]) ** 2
    return loss
