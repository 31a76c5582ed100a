"""right: the method itself"""


outer_sum = np.add.outer
