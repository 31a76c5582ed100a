"""right: a named tuple returned"""

from typing import NamedTuple
class Stepped(NamedTuple):
    parameters: dict
    v: dict
def _ema(a, b, beta): return b + beta * (a - b)
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {**v, **{k: _ema(v[k], grads[k], beta) for k in v}}
    parameters = {**parameters, **{k[1:]: parameters[k[1:]] - learning_rate * x for k, x in v.items()}}
    return Stepped(parameters, v)
