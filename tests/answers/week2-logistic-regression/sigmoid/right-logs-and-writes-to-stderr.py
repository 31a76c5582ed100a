"""right: logs and writes to stderr"""

import logging, sys
def sigmoid(z):
    logging.warning('z')
    sys.stderr.write('z')
    return 1 / (1 + np.exp(-z))
