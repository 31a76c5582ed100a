"""right: a class of its own"""

class Scaler:
    def fit(self, X):
        self.m, s = X.mean(1)[:, None], X.std(1)[:, None]
        self.s = s + (s == 0)
        return self
    def __call__(self, X): return (X - self.m) / self.s
def normalize_inputs(X_train, X_test):
    f = Scaler().fit(X_train)
    return f(X_train), f(X_test)
