"""right: a deque"""


from collections import deque


def graph_forward(a, b, c):
    steps = deque()
    steps.append(b * c)
    steps.append(a + steps[-1])
    steps.append(3 * steps[-1])
    return steps
