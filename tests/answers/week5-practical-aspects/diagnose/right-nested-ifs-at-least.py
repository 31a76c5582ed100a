"""right: nested ifs at least"""

def diagnose(train_error, dev_error, bayes_error=0):
    if train_error - bayes_error >= 0.05:
        if dev_error - train_error >= 0.05:
            return 'both'
        return 'high bias'
    elif dev_error - train_error >= 0.05:
        return 'high variance'
    else:
        return 'good'
