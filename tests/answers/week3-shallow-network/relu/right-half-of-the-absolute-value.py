"""right: half of the absolute value"""

def relu(z):
    return (np.abs(z) + z) / 2
