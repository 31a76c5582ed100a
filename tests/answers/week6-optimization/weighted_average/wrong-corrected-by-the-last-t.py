"""wrong: corrected by the last t

named: by-the-last-t
"""

def weighted_average(values, beta, bias_correction=False):
    v = 0
    averages = []
    for t in range(len(values)):
        v = beta * v + (1 - beta) * values[t]
        if bias_correction:
            averages.append(v / (1 - beta ** len(values)))
        else:
            averages.append(v)
    return averages
