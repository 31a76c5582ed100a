"""right: an object that is called"""

class Sigmoid:
    def __call__(self, z):
        return 1 / (1 + np.exp(-z))
sigmoid = Sigmoid()
