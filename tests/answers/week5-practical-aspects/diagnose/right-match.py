"""right: match"""

def diagnose(train_error, dev_error, bayes_error=0.0, threshold=0.05):
    avoidable = np.subtract(train_error, bayes_error)
    match bool(avoidable > threshold), bool(dev_error - train_error > threshold):
        case True, True: return "both"
        case True, False: return "high bias"
        case False, True: return "high variance"
        case _: return "good"
