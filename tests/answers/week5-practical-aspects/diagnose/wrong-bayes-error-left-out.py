"""wrong: bayes error left out

named: bayes-ignored
"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    bias = train_error > 0.05
    variance = dev_error - train_error > 0.05
    return "both" if bias and variance else "high bias" if bias else "high variance" if variance else "good"
