"""wrong: zeros"""

standardize_columns = np.zeros_like
