"""right: scipy zscore"""

from scipy import stats
def normalize_inputs(X_train, X_test):
    std = X_train.std(axis=1, keepdims=True)
    safe = np.where(std == 0, 1, std)
    return np.nan_to_num(stats.zscore(X_train, axis=1)), (X_test - X_train.mean(axis=1, keepdims=True)) / safe
