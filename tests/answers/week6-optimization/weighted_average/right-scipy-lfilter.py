"""right: scipy lfilter"""

from scipy.signal import lfilter
def weighted_average(values, beta, bias_correction=False):
    v = lfilter([1 - beta], [1, -beta], values)
    return v / (1 - beta ** np.arange(1, len(v) + 1)) if bias_correction else v
