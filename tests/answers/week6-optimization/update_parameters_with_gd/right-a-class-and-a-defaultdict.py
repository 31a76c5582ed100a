"""right: a class and a defaultdict"""

from collections import defaultdict
class GD:
    def __init__(self, lr): self.lr = lr
    def __call__(self, p, g): return p + (-self.lr) * g
def update_parameters_with_gd(parameters, grads, learning_rate):
    step, new = GD(learning_rate), defaultdict(float)
    for g in grads:
        new[g[1:]] = step(parameters[g[1:]], grads[g])
    return new
