"""right: by nudging"""

def graph_backward(a, b, c):
    h = 1e-4

    def J(a, b, c):
        return 3 * (a + b * c)

    return {
        "da": (J(a + h, b, c) - J(a - h, b, c)) / (2 * h),
        "db": (J(a, b + h, c) - J(a, b - h, c)) / (2 * h),
        "dc": (J(a, b, c + h) - J(a, b, c - h)) / (2 * h),
        "du": 3.0,
        "dv": 3.0,
    }
