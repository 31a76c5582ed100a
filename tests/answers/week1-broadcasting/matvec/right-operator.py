"""right: operator"""


from operator import matmul as matvec
