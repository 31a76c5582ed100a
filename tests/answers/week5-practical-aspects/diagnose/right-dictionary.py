"""right: dictionary"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    b, v = train_error - bayes_error > 0.05, dev_error - train_error > 0.05
    return {(1, 1): "both", (1, 0): "high bias", (0, 1): "high variance", (0, 0): "good"}[b, v]
