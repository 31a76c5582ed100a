"""right: cached class"""


class Activations:
    @staticmethod
    def logistic(z):
        return 1 / (1 + np.exp(-z))


sigmoid = Activations.logistic
