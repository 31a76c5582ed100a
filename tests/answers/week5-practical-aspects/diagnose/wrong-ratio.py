"""wrong: ratio"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    bias = train_error > 2 * bayes_error
    variance = dev_error > 2 * train_error
    return "both" if bias and variance else "high bias" if bias else "high variance" if variance else "good"
