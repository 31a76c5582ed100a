"""wrong: bias first and last

named: never-both
"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    if train_error - bayes_error > 0.05:
        return "high bias"
    if dev_error - train_error > 0.05:
        return "high variance"
    return "good"
