"""right: scipy"""

from scipy.special import expit
sigmoid = expit
