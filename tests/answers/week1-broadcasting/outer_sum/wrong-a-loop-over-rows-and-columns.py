"""wrong: a loop over rows and columns

loses: speed
"""


def outer_sum(u, v):
    S = np.zeros((len(u), len(v)))
    for i in range(len(u)):
        for j in range(len(v)):
            S[i, j] = u[i] + v[j]
    return S
