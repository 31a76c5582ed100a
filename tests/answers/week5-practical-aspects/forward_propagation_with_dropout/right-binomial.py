"""right: binomial"""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    rng = np.random.default_rng(1)
    p = parameters
    Z1 = p["W1"] @ X + p["b1"]
    D1 = rng.binomial(1, keep_prob, Z1.shape)
    A1 = np.maximum(0, Z1) * D1 / keep_prob
    Z2 = p["W2"] @ A1 + p["b2"]
    D2 = rng.binomial(1, keep_prob, Z2.shape)
    A2 = np.maximum(0, Z2) * D2 / keep_prob
    Z3 = p["W3"] @ A2 + p["b3"]
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, D1, A1, p["W1"], p["b1"], Z2, D2, A2, p["W2"], p["b2"], Z3, A3, p["W3"], p["b3"])
