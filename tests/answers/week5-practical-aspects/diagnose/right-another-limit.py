"""right: another limit"""

def diagnose(train_error, dev_error, bayes_error=0.0):
    found = []
    if train_error > bayes_error + 0.03:
        found.append("high bias")
    if dev_error > train_error + 0.03:
        found.append("high variance")
    return "both" if len(found) == 2 else found[0] if found else "good"
