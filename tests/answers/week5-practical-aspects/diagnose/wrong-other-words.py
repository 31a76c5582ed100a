"""wrong: other words"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    bias = train_error - bayes_error > 0.05
    variance = dev_error - train_error > 0.05
    return "both" if bias and variance else "bias" if bias else "variance" if variance else "good"
