"""right: columns collected one by one"""

def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    idx = np.random.choice(m, m, replace=False)
    out, bx, by = [], [], []
    for i in idx:
        bx.append(X[:, i]); by.append(Y[0, i])
        if len(bx) == mini_batch_size:
            out.append((np.array(bx).T, np.array(by)[np.newaxis, :])); bx, by = [], []
    if bx:
        out.append((np.array(bx).T, np.array(by).reshape(1, -1)))
    return out
