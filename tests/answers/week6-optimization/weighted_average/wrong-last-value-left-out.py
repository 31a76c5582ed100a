"""wrong: last value left out

never says: is a list
says: has shape
"""

def weighted_average(values, beta, bias_correction=False):
    v = 0
    averages = []
    for t in range(len(values) - 1):
        v = beta * v + (1 - beta) * values[t]
        if bias_correction:
            averages.append(v / (1 - beta ** (t + 1)))
        else:
            averages.append(v)
    return averages
