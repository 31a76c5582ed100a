"""wrong: flag the wrong way round

named: the-wrong-way-round
"""

def weighted_average(values, beta, bias_correction=False):
    v = 0
    averages = []
    for t in range(len(values)):
        v = beta * v + (1 - beta) * values[t]
        if not bias_correction:
            averages.append(v / (1 - beta ** (t + 1)))
        else:
            averages.append(v)
    return averages
