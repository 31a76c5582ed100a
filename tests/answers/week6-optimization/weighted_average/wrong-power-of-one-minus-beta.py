"""wrong: power of one minus beta

named: power-of-the-rest
"""

def weighted_average(values, beta, bias_correction=False):
    v = 0
    averages = []
    for t in range(len(values)):
        v = beta * v + (1 - beta) * values[t]
        if bias_correction:
            averages.append(v / ((1 - beta) ** (t + 1)))
        else:
            averages.append(v)
    return averages
