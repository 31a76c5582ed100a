"""wrong: zeros"""

calorie_percentages = np.zeros_like
