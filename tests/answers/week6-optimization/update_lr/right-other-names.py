"""right: other names"""


def update_lr(alpha_0, t, decay):
    return alpha_0 * (1 + t * decay) ** -1
