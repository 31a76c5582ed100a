"""right: expm1 and helpers"""

def _avg(old, new, beta): return old * beta + new * (1 - beta)
def _fix(x, beta, t): return np.divide(x, -np.expm1(t * np.log(beta)))
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    P, V, S = {}, {}, {}
    for n in parameters:
        V["d"+n] = _avg(v["d"+n], grads["d"+n], beta1)
        S["d"+n] = _avg(s["d"+n], grads["d"+n]**2, beta2)
        P[n] = parameters[n] - learning_rate * _fix(V["d"+n], beta1, t) / (np.sqrt(_fix(S["d"+n], beta2, t)) + epsilon)
    return P, V, S
