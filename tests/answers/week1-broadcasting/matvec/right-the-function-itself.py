"""right: the function itself"""


matvec = np.matmul
