"""right: nested functions and type hints"""


def propagate(
    w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray
) -> tuple[dict[str, np.ndarray], float]:
    def forward():
        return sigmoid(w.T.dot(X) + b)

    def cost_of(A):
        return float(np.mean(np.where(Y == 1, -np.log(A), -np.log(1 - A))))

    def backward(A):
        dz = (A - Y) / X.shape[1]
        return {"dw": X.dot(dz.T), "db": dz.sum()}

    A = forward()
    return backward(A), cost_of(A)
