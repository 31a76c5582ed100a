"""wrong: a loop

loses: speed
"""


def relu(z):
    out = np.zeros(z.shape)
    for place in np.ndindex(z.shape):
        out[place] = max(0, z[place])
    return out
