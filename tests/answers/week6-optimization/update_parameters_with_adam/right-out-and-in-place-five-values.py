"""right: out and in place five values"""

def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    vc, sc = {}, {}
    for key in list(parameters):
        d = "d" + key
        np.multiply(v[d], beta1, out=v[d]); v[d] += (1 - beta1) * grads[d]
        np.multiply(s[d], beta2, out=s[d]); s[d] += (1 - beta2) * np.square(grads[d])
        vc[d], sc[d] = v[d] / (1 - beta1**t), s[d] / (1 - beta2**t)
        parameters[key] -= learning_rate * vc[d] / (np.sqrt(sc[d]) + epsilon)
    return parameters, v, s, vc, sc
