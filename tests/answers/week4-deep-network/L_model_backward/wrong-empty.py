"""wrong: empty"""

def L_model_backward(AL, Y, caches):
    return {}
