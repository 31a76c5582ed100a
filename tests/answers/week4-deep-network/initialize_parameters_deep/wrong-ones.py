"""wrong: ones"""

def initialize_parameters_deep(dims):
    return {f'{k}{l}': np.ones((dims[l], dims[l-1] if k == 'W' else 1))
            for l in range(1, len(dims)) for k in 'Wb'}
