"""right: a list"""


def weighted_average(theta, beta, correct=False):
    averages = []
    for t in range(1, len(theta) + 1):
        past = averages[-1] if averages else 0.0
        averages.append(beta * past + (1 - beta) * theta[t - 1])
    if correct:
        return [v / (1 - beta ** t) for t, v in enumerate(averages, 1)]
    return averages
