"""Week 5: splits and normalizing, where to begin, regularization, gradient checking.

How the inputs are drawn stands in ``week5_inputs``.
"""

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import at, between, draw, fixed, rate, whole
from grader.exercises.week5_inputs import (
    adding_up,
    amount,
    any_step,
    by_masks,
    by_own_masks,
    by_parameters,
    by_steps_taken,
    check_inputs,
    constant_row,
    cost_inputs,
    countable,
    dropping_inputs,
    eleven,
    errors,
    few_units,
    line_inputs,
    masked_inputs,
    misled,
    network_inputs,
    one_width,
    rounded_away,
    sizes,
    start,
    tables,
    weighted_inputs,
    without_bayes,
)
from utils.expected import Exactly

EXERCISES = [
    Exercise(
        "split_sizes",
        inputs=draw(m=amount).where(countable),
        special={
            "a few hundred examples": at(m=whole(105, 950)),
            "10,000 examples": at(m=10_000),
            "a little more than 10,000": at(m=whole(10_001, 10_099)),
            "a million examples": at(m=1_000_000),
        },
        adapt=adding_up,
        returns=("train", "dev", "test"),
        see="Splitting the data",
        mistakes="""
        always-60: However many examples there are, one in five is kept for testing. How many does
        it take to measure an accuracy, once there are millions?
            if m <= 10_000: -> if True:
        always-98: However few examples there are, one in a hundred is kept for testing. What could
        three examples tell?
            if m <= 10_000: -> if False:
        limit-left-out: Ten thousand examples exactly still belong to the small sets.
            m <= 10_000 -> m < 10_000
        exchanged: The rules for small and for large sets are exchanged.
            if m <= 10_000: -> if m > 10_000:
        rest-lost: Your three numbers do not add up to m: the examples that rounding leaves over
        belong to nobody.
            train = m - dev - test -> train = int((1 - 2 * share) * m)
        no-dev: There is no dev set of its own: one part in five, or in a hundred, should be for
        choosing, and as much again for the final test.
            dev = int(share * m) -> dev = 0
        large-are-98-2: Above 10,000 examples the dev and the test set get one in a hundred each;
        yours are larger.
            0.01 -> 0.02
        """,
    ),
    Exercise(
        "diagnose",
        inputs=errors,
        special={
            "no bayes_error given": without_bayes,
            "better on the dev set": at(_bias=0.1, _noise=0.0, _variance=-0.08),
        },
        visible=6,
        hidden=10,
        see="Bias and variance",
        mistakes="""
        bayes-ignored: You compare the training error with 0. If nobody can do better than
        bayes_error, how much of it could be avoided?
            train_error - bayes_error -> train_error
        variance-from-bayes: You compare the dev error with the Bayes error. The gap that tells of
        variance begins at the training error.
            dev_error - train_error -> dev_error - bayes_error
        dev-error-itself: A high dev error alone is no variance: compare it with the training error.
            dev_error - train_error -> dev_error
        exchanged: Bias and variance are exchanged: which one is seen on the training set already?
            bias = train_error - bayes_error -> bias_ = train_error - bayes_error
            variance = dev_error - train_error -> bias = dev_error - train_error
            bias_ = -> variance =
        never-both: A network can suffer from both at once.
            if bias and variance: -> if False:
        good-for-both: Where both gaps are large you call it good.
            return "both" -> return "good"
        any-is-both: One large gap is not both. When is it which?
            if bias and variance: -> if bias or variance:
        size-of-the-gap: A dev error below the training error is no variance; you look at the size
        of the gap alone.
            dev_error - train_error -> abs(dev_error - train_error)
        """,
    ),
    Exercise(
        "normalize_inputs",
        inputs=tables,
        special={
            "a feature that never varies": constant_row,
            "as many in both": at(m_test="m"),
            "one test example": at(m_test=1),
        },
        returns=("X_train", "X_test"),
        see="Normalizing inputs",
        mistakes="""
        own-statistics: The test set is normalized by its own mean and spread. Then one and the same
        example means two things, depending on the company it is in.
            (X_test - mean) / std
                -> (X_test - np.mean(X_test, axis=1, keepdims=True)) / (np.std(X_test, axis=1,
                keepdims=True) + 1e-300)
        both-together: Mean and spread are those of both sets together. The test set must not have
        its say in anything before the test.
            np.mean(X_train, axis=1 -> np.mean(np.hstack([X_train, X_test]), axis=1
            np.std(X_train, axis=1 -> np.std(np.hstack([X_train, X_test]), axis=1
        one-spread: All features are divided by one and the same number. Each has a spread of its
        own.
            std = np.std(X_train, axis=1, keepdims=True) -> std = np.std(X_train)
        one-mean: The same number is subtracted from all features. Each has a mean of its own.
            mean = np.mean(X_train, axis=1, keepdims=True) -> mean = np.mean(X_train)
        columns: You normalize every example, not every feature. Along which axis do the examples
        stand?
            np.mean(X_train, axis=1 -> np.mean(X_train, axis=0
            np.std(X_train, axis=1 -> np.std(X_train, axis=0
        by-variance: You divide by the variance; its root is what makes the variance 1.
            np.std(X_train -> np.var(X_train
        sample-spread: Your variance divides by m − 1; here it is the mean of the squares, over m.
            np.std(X_train, axis=1, keepdims=True)
                -> np.std(X_train, axis=1, keepdims=True, ddof=1)
        not-scaled: The features are centred, and not yet of the same scale.
            (X_train - mean) / std -> X_train - mean
            (X_test - mean) / std -> X_test - mean
        not-centred: The features have the right spread, but their mean is not 0 yet.
            (X_train - mean) / std -> X_train / std
            (X_test - mean) / std -> X_test / std
        test-left: The test set comes back as it was. The network will see its features on the
        scale that it learned.
            (X_test - mean) / std -> X_test
        no-spread: A feature that never varies has spread 0, and you divide by it. Where nothing
        varies, dividing by 1 does no harm.
            std = np.where(std == 0, 1.0, std) -> pass
        largest: You divide by the largest value; asked is the spread, the root of the variance.
            np.std(X_train, axis=1 -> np.max(X_train, axis=1
        """,
    ),
    Exercise(
        "initialize_parameters_zeros",
        inputs=few_units,
        special={"eleven layers": at(layers_dims=fixed([3, 4, 2, 3, 1, 4, 2, 3, 4, 1, 2, 1]))},
        random=True,
        adapt=Exactly,
        see="Where to begin: Xavier and He",
        mistakes="""
        ones: Everything is 1 in your start; it should be 0.
            np.zeros((here, before)) -> np.ones((here, before))
            np.zeros((here, 1)) -> np.ones((here, 1))
        drawn: Your weights are drawn at random. Here they are to be 0, to see what that does.
            np.zeros((here, before)) -> 0.01 * np.random.default_rng(3).normal(size=(here, before))
        numbered-from-zero: Your layers are numbered from 0. The input is layer 0 and has no
        weights; the first layer with weights is 1.
            parameters[f"W{layer}"] -> parameters[f"W{layer - 1}"]
            parameters[f"b{layer}"] -> parameters[f"b{layer - 1}"]
        last-layer-missing: The last layer has no parameters with you. How far does the loop go?
            range(1, len(layers_dims)) -> range(1, len(layers_dims) - 1)
        square: Your matrices are square. Rows belong to a layer's own units, columns to those of
        the layer before.
            np.zeros((here, before)) -> np.zeros((here, here))
        """,
    ),
    Exercise(
        "initialize_parameters_random",
        inputs=sizes,
        special=eleven,
        random=True,
        adapt=start(lambda here, before: 10.0),
        see="Vanishing and exploding signals",
        mistakes="""
        not-large: The weights are standard normal numbers; here they are to be ten times as large,
        to see what that does.
            10 * rng -> rng
        small: The weights are small, as in the weeks before. Here they are to be too large, on
        purpose.
            10 * rng -> 0.01 * rng
        one-sided: The weights are spread evenly between 0 and 10, so none is negative. Draw from
        the normal distribution.
            rng.normal(size=(here, before)) -> rng.random((here, before))
        random-biases: The biases are drawn too; they begin at 0.
            np.zeros((here, 1)) -> 10 * rng.normal(size=(here, 1))
        """,
    ),
    Exercise(
        "initialize_parameters_he",
        inputs=sizes,
        special=eleven,
        random=True,
        adapt=start(lambda here, before: (2 / before) ** 0.5),
        see="Where to begin: Xavier and He",
        mistakes="""
        own-units: The scale goes with the number of inputs that a unit adds up, not with the number
        of units in its own layer.
            2 / before -> 2 / here
        no-root: Your factor is the variance; the weights need its root.
            np.sqrt(2 / before) -> (2 / before)
        root-of-two-missing: Your factor is that for tanh. The ReLU silences half of the units;
        what makes up for it?
            2 / before -> 1 / before
        half: The variance is four times too small: is it 2 / n, or 1 / 2n?
            2 / before -> 0.5 / before
        root-of-two-over-n: Your root ends too early: it should cover the whole fraction.
            np.sqrt(2 / before) -> np.sqrt(2) / before
        upside-down: The more inputs a unit has, the larger your weights; it should be the other way
        round.
            np.sqrt(2 / before) -> np.sqrt(before / 2)
        uniform: The weights are spread evenly between 0 and a limit. Draw from the normal
        distribution, of which half is negative.
            rng.normal(size=(here, before)) -> rng.random((here, before))
        random-biases: The biases are drawn too; they begin at 0.
            np.zeros((here, 1)) -> rng.normal(size=(here, 1))
        first-width: All layers have the scale of the first one. Each goes by the layer before it.
            2 / before -> 2 / layers_dims[0]
        """,
    ),
    Exercise(
        "initialize_parameters_xavier",
        inputs=sizes,
        special=eleven,
        random=True,
        adapt=start(
            lambda here, before: before**-0.5, lambda here, before: (2 / (here + before)) ** 0.5
        ),
        see="Where to begin: Xavier and He",
        mistakes="""
        he: Your factor is the one for the ReLU. For tanh nothing has to make up for silent units.
            1 / before -> 2 / before
        own-units: The scale goes with the number of inputs that a unit adds up, not with the number
        of units in its own layer.
            1 / before -> 1 / here
        no-root: Your factor is the variance; the weights need its root.
            np.sqrt(1 / before) -> (1 / before)
        one-over-both: With both widths below, the numerator is 2: their mean counts.
            1 / before -> 1 / (here + before)
        upside-down: The more inputs a unit has, the larger your weights; it should be the other way
        round.
            np.sqrt(1 / before) -> np.sqrt(before)
        uniform: The weights are spread evenly between 0 and a limit. Draw from the normal
        distribution, of which half is negative.
            rng.normal(size=(here, before)) -> rng.random((here, before))
        random-biases: The biases are drawn too; they begin at 0.
            np.zeros((here, 1)) -> rng.normal(size=(here, 1))
        """,
    ),
    Exercise(
        "compute_cost_with_regularization",
        inputs=cost_inputs,
        special={
            "lambd = 0": at(lambd=0.0),
            "one example": at(m=1),
            "a large lambd": at(lambd=rate(20, 60)),
        },
        see="Weight decay",
        mistakes="""
        no-m: The penalty is not divided by the number of examples; the rest of the cost is a mean.
            lambd / (2 * m) -> lambd / 2
        no-half: The factor ½ is missing in the penalty. It is there so that the slope has no 2.
            lambd / (2 * m) -> lambd / m
        times-m: Look at the parentheses: the penalty is to be divided by m, yours is multiplied.
            lambd / (2 * m) -> lambd / 2 * m
        first-forgotten: The first layer's weights are free of charge. All three pay.
            ("W1", "W2", "W3") -> ("W2", "W3")
        middle-forgotten: The middle layer's weights are free of charge. All three pay.
            ("W1", "W2", "W3") -> ("W1", "W3")
        last-forgotten: The last layer's weights are free of charge. All three pay.
            ("W1", "W2", "W3") -> ("W1", "W2")
        biases-too: The biases pay too. They are few, and left out.
            ("W1", "W2", "W3") -> parameters
        norm: The lengths of the matrices are added; it should be their squares.
            np.sum(np.square(parameters[name])) -> np.sqrt(np.sum(np.square(parameters[name])))
        absolute: You add absolute values. That is L1; asked is L2, with squares.
            np.square(parameters[name]) -> np.abs(parameters[name])
        not-squared: The weights are added as they are, so negative ones pay for positive ones.
            np.square(parameters[name]) -> parameters[name]
        means: You take the mean of the squares of each matrix; their sum is asked.
            np.sum(np.square -> np.mean(np.square
        subtracted: The penalty is subtracted: large weights would make the cost smaller.
            cross_entropy + penalty -> cross_entropy - penalty
        lambd-squared: lambd comes in twice.
            lambd / (2 * m) -> lambd * lambd / (2 * m)
        no-lambd: The penalty has a fixed strength. What is lambd for?
            lambd / (2 * m) -> 1 / (2 * m)
        penalty-only: This is the penalty alone; the cost of the answers belongs to it.
            cross_entropy + penalty -> penalty
        no-penalty: This is the cost of the answers alone; the penalty is missing.
            cross_entropy + penalty -> cross_entropy
        """,
    ),
    Exercise(
        "backward_propagation_with_regularization",
        inputs=weighted_inputs,
        special={
            "lambd = 0": at(lambd=0.0),
            "layers of one width": one_width,
            "a large lambd": at(lambd=rate(20, 60)),
        },
        adapt=by_parameters,
        see="Weight decay",
        mistakes="""
        half: Your penalty's slope is half as large as it should be. What becomes of the ½ when
        λ/2m · W² is differentiated?
            lambd / m * W => lambd / (2 * m) * W
        no-m: The slope of the penalty is not divided by the number of examples.
            lambd / m * W => lambd * W
        twice-m: The slope of the penalty is divided by m twice.
            lambd / m * W => lambd / m**2 * W
        double: The slope of the penalty is twice as large as it should be: the ½ has been lost.
            lambd / m * W => 2 * lambd / m * W
        minus: The penalty's slope is subtracted: the weights would grow.
            + lambd / m * W => - lambd / m * W
        biases-decay: The biases shrink too. The penalty leaves them out.
            np.sum(dZ3, axis=1, keepdims=True) / m
                -> np.sum(dZ3, axis=1, keepdims=True) / m + lambd / m * b3
            np.sum(dZ2, axis=1, keepdims=True) / m
                -> np.sum(dZ2, axis=1, keepdims=True) / m + lambd / m * b2
            np.sum(dZ1, axis=1, keepdims=True) / m
                -> np.sum(dZ1, axis=1, keepdims=True) / m + lambd / m * b1
        first-and-second-exchanged: Each layer's gradient gets the slope of its own weights; those
        of layers 1 and 2 are exchanged.
            lambd / m * W2 -> lambd / m * W_1
            lambd / m * W1 -> lambd / m * W2
            lambd / m * W_1 -> lambd / m * W1
        last-only: Only the last layer's weights decay. The penalty counts all three.
            + lambd / m * W2 ->
            + lambd / m * W1 ->
        last-forgotten: The last layer's weights do not decay. The penalty counts all three.
            + lambd / m * W3 ->
        middle-forgotten: The middle layer's weights do not decay. The penalty counts all three.
            + lambd / m * W2 ->
        first-forgotten: The first layer's weights do not decay. The penalty counts all three.
            + lambd / m * W1 ->
        no-penalty: This is the gradient of the cost without a penalty.
            + lambd / m * W3 ->
            + lambd / m * W2 ->
            + lambd / m * W1 ->
        no-lambd: The penalty has a fixed strength. What is lambd for?
            lambd / m * W => 1 / m * W
        sign-of-W: You add the slope of |w|, which is L1. That of w² grows with w.
            lambd / m * W3 -> lambd / m * np.sign(W3)
            lambd / m * W2 -> lambd / m * np.sign(W2)
            lambd / m * W1 -> lambd / m * np.sign(W1)
        no-relu-slope: Back through the ReLUs everything passes with you. What is the slope where a
        unit was silent?
            dZ2 = dA2 * (A2 > 0) -> dZ2 = dA2
            dZ1 = dA1 * (A1 > 0) -> dZ1 = dA1
        penalty-passed-back: The slope of the penalty belongs to dW alone; nothing of it is passed
        back to the layer before.
            np.dot(W3.T, dZ3) -> np.dot(W3.T, dZ3) + lambd / m * W3.T
        """,
    ),
    Exercise(
        "forward_propagation_with_dropout",
        inputs=dropping_inputs,
        special={
            "weights in every layer": dropping_inputs.at(parameters=lambda drawn: drawn),
            "keep_prob = 1": at(
                parameters=lambda drawn: drawn, keep_prob=1.0, n_1=(5, 7), n_2=(8, 9), m=(10, 12)
            ),
        },
        returns=("A3", "cache"),
        random=True,
        in_common=by_masks,
        adapt=by_own_masks,
        visible=1,
        see="Dropout",
        mistakes="""
        normal-numbers: Your mask compares normal numbers with keep_prob, and more than that share
        of them lies below. Which numbers lie evenly between 0 and 1?
            uniform(A1.shape) -> np.random.default_rng(1).normal(size=A1.shape)
            uniform(A2.shape) -> np.random.default_rng(2).normal(size=A2.shape)
        reversed: You keep the share that should be dropped.
            < keep_prob => > keep_prob
        one-for-all: Each unit is dropped for all examples at once, or for none. Every example
        draws its own.
            uniform(A1.shape) -> np.tile(uniform((A1.shape[0], 1)), A1.shape[1])
            uniform(A2.shape) -> np.tile(uniform((A2.shape[0], 1)), A2.shape[1])
        not-scaled: The units that are left do not make up for those that are gone: without a
        division the next layer gets less than it will get in the test.
            * D1 / keep_prob -> * D1
            * D2 / keep_prob -> * D2
        scaled-twice: You divide by keep_prob twice.
            * D1 / keep_prob -> * D1 / keep_prob**2
            * D2 / keep_prob -> * D2 / keep_prob**2
        multiplied: You multiply by keep_prob. To make up for dropped units, those that are left
        have to grow.
            * D1 / keep_prob -> * D1 * keep_prob
            * D2 / keep_prob -> * D2 * keep_prob
        other-share: You divide by the share that is dropped; it should be the one that is kept.
            * D1 / keep_prob -> * D1 / (1.0000001 - keep_prob)
            * D2 / keep_prob -> * D2 / (1.0000001 - keep_prob)
        output-too: The answer is dropped too. The last layer has no spare units.
            A3 = sigmoid(Z3)
                -> A3 = sigmoid(Z3) * (uniform(Z3.shape) < keep_prob) / keep_prob
        scores-masked: The mask is applied to the scores Z; it belongs to what the units say, A.
            A1 = relu(Z1) -> Z1 = Z1 * (uniform(Z1.shape) < keep_prob); A1 = relu(Z1)
            A2 = relu(Z2) -> Z2 = Z2 * (uniform(Z2.shape) < keep_prob); A2 = relu(Z2)
        fresh-mask-kept: Your activations do not follow from the masks in the cache. Is the mask
        there the one that was used, and is what is left divided by keep_prob?
            cache = (Z1, D1, A1, W1, b1, Z2, D2
                -> cache = (Z1, uniform(D1.shape) < keep_prob, A1, W1, b1, Z2, uniform(D2.shape) <
                keep_prob
        second-whole: A2 holds all units of the second hidden layer, dropped or not. Both hidden
        layers drop some, and the cache keeps what is left of them.
            A2 = A2 * D2 / keep_prob -> pass
        first-whole: A1 holds all units of the first hidden layer, dropped or not. Both hidden
        layers drop some, and the cache keeps what is left of them.
            A1 = A1 * D1 / keep_prob -> pass
        all-in-the-next: The second layer is fed with all units of the first, those that are
        dropped too.
            np.dot(W2, A1) -> np.dot(W2, relu(Z1))
        """,
    ),
    Exercise(
        "backward_propagation_with_dropout",
        inputs=masked_inputs,
        special={
            "layers of one width": masked_inputs.at(**one_width),
            "keep_prob = 1": at(_keep=1.0),
        },
        adapt=by_parameters,
        see="Dropout",
        mistakes="""
        second-layer-forgotten: The slope passes through the second hidden layer as if nothing had
        been scaled there. Both layers were, going forward.
            dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob -> dA2 = np.dot(W3.T, dZ3)
        first-layer-forgotten: The slope passes through the first hidden layer as if nothing had
        been scaled there. Both layers were, going forward.
            dA1 = np.dot(W2.T, dZ2) * D1 / keep_prob -> dA1 = np.dot(W2.T, dZ2)
        not-scaled: Going forward, the units that were left were divided by keep_prob. So is the
        slope that passes through them.
            D2 / keep_prob -> D2
            D1 / keep_prob -> D1
        scaled-twice: You divide by keep_prob twice in each layer.
            D2 / keep_prob -> D2 / keep_prob**2
            D1 / keep_prob -> D1 / keep_prob**2
        multiplied: You multiply by keep_prob where it was divided by going forward.
            D2 / keep_prob -> D2 * keep_prob
            D1 / keep_prob -> D1 * keep_prob
        other-share: You divide by the share that is dropped; it should be the one that is kept.
            D2 / keep_prob -> D2 / (1.0000001 - keep_prob)
            D1 / keep_prob -> D1 / (1.0000001 - keep_prob)
        masks-exchanged: The masks of the two layers are exchanged.
            D2 / keep_prob -> D_1 / keep_prob
            D1 / keep_prob -> D2 / keep_prob
            D_1 -> D1
        mask-reversed: You let the slope through units that were dropped, and stop it at those that
        were kept.
            D2 / keep_prob -> (1 - D2) / keep_prob
            D1 / keep_prob -> (1 - D1) / keep_prob
        no-relu-slope: Back through the ReLUs everything passes that the masks let through. What is
        the slope where a unit was silent?
            dZ2 = dA2 * (A2 > 0) -> dZ2 = dA2
            dZ1 = dA1 * (A1 > 0) -> dZ1 = dA1
        output-scaled: The last layer drops nothing; its slope is not to be scaled.
            dZ3 = A3 - Y -> dZ3 = (A3 - Y) / keep_prob
        """,
    ),
    Exercise(
        "forward_propagation",
        inputs=line_inputs,
        see="Slopes from two sides",
        mistakes="""
        sum: You add θ and x; the line is their product.
            theta * x -> theta + x
        quotient: You divide; the line is the product of θ and x.
            theta * x -> x / theta
        squared: θ comes in twice, so J is no line any more.
            theta * x -> theta**2 * x
        """,
    ),
    Exercise(
        "backward_propagation",
        inputs=line_inputs,
        see="Slopes from two sides",
        mistakes="""
        theta: This is the slope by x. Asked is the slope by θ: how fast does J = θx grow when θ
        does?
            return x -> return theta
        value: This is J itself; asked is its slope by θ.
            return x -> return theta * x
        one: The slope is 1 only where x is. How much does J change when θ grows by a little?
            return x -> return 1.0
        """,
    ),
    Exercise(
        "gradient_check",
        inputs=check_inputs,
        special={
            "the default epsilon": line_inputs,
            "an epsilon of rounding size": rounded_away,
            "theta = 0": at(theta=fixed(np.float64(0.0))),  # of which 0 / 0 is NaN, no exception
            "a slope of the wrong sign": at(theta=between(-9, -6)),
        },
        uses=("forward_propagation", "backward_propagation"),
        given=misled,
        accept=by_steps_taken,
        required=True,
        see="Slopes from two sides",
        mistakes="""
        backward-not-asked: You compare with x itself. That is right by knowledge, not by the code
        under test: what would happen if backward_propagation had a bug?
            grad = backward_propagation(x, theta) -> grad = x
        forward-only: You step to one side alone, up. From both sides the error is far smaller.
            (J_plus - J_minus) / (2 * epsilon)
                -> (J_plus - forward_propagation(x, theta)) / epsilon
        backward-only: You step to one side alone, down. From both sides the error is far smaller.
            (J_plus - J_minus) / (2 * epsilon)
                -> (forward_propagation(x, theta) - J_minus) / epsilon
        parentheses: Without parentheses, 2 divides and epsilon multiplies.
            / (2 * epsilon) -> / 2 * epsilon
        no-two: The two points are 2ε apart, and you divide by ε.
            / (2 * epsilon) -> / epsilon
        no-norm: Your difference can be negative. Take its size.
            np.linalg.norm(grad - approx) -> (grad - approx)
        no-norms-below: The denominator adds two sizes; yours can be negative, or 0.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> grad + approx
        only-grad-below: Only grad stands below. With both slopes there it does not matter which is
        the larger one.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(grad)
        only-approx-below: Only the measured slope stands below. With both there it does not matter
        which is the larger one.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(approx)
        sum-above: Above stands the size of the sum of both slopes. Look at the sign there, and at
        which cost is subtracted from which.
            np.linalg.norm(grad - approx) -> np.linalg.norm(grad + approx)
        size-of-sum-below: Below stands the sum of two sizes, not the size of a sum, which can
        vanish.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(grad + approx)
        minus-below: Look at the sign between the two sizes in the denominator.
            np.linalg.norm(grad) + np.linalg.norm(approx)
                -> np.linalg.norm(grad) - np.linalg.norm(approx)
        not-relative: This is the difference itself. Is 0.001 much? Only compared with the slopes.
            numerator / denominator -> numerator
        over-theta: You divide J by θ. That is the slope of a line through 0 and of nothing else;
        step to both sides.
            (J_plus - J_minus) / (2 * epsilon) -> forward_propagation(x, theta) / theta
        upside-down: Your quotient is upside down.
            numerator / denominator -> denominator / (numerator + 1e-300)
        slope-returned: You return the slope itself; asked is how far the two slopes are apart.
            return difference -> return approx
        """,
    ),
    Exercise(
        "gradient_check_n",
        inputs=network_inputs,
        special={
            "the default epsilon": any_step,
            "right gradients": network_inputs.at(_factor=1.0, epsilon=0.004),
        },
        visible=2,
        hidden=3,
        see="Checking a whole network",
        mistakes=r"""
        minus-from-plus: One of your two points is θ itself. Is the second one made from the first,
        so that it is back where you started? Both begin at θ, and each takes a step of its own.
            minus[i] -= epsilon -> minus[i] = plus[i] - epsilon
        forward-only: You step to one side alone, up. From both sides the error is far smaller.
            minus[i] -= epsilon -> pass
            / (2 * epsilon) -> / epsilon
        backward-only: You step to one side alone, down. From both sides the error is far smaller.
            plus[i] += epsilon -> pass
            / (2 * epsilon) -> / epsilon
        same-point: Both costs are taken at one and the same point, so their difference is 0. Is
        each point a copy of its own, and is each of them used?
            plus, minus = theta.copy(), theta.copy() -> plus = minus = theta.copy()
        steps-stay: The steps pile up: the one for the entry before is still there when the next
        is taken. Begin with a fresh copy each time.
            approx = np.zeros_like(theta)
                -> approx = np.zeros_like(theta); plus, minus = theta.copy(), theta.copy()
            `        plus, minus = theta.copy(), theta.copy()\n        plus[i]` -> `        plus[i]`
        all-at-once: All parameters step at once. What one of them does is seen only if the others
        stay.
            plus[i] += epsilon -> plus += epsilon
            minus[i] -= epsilon -> minus -= epsilon
        parentheses: Without parentheses, 2 divides and epsilon multiplies.
            / (2 * epsilon) -> / 2 * epsilon
        no-two: The two points are 2ε apart, and you divide by ε.
            / (2 * epsilon) -> / epsilon
        minus-between: Numerator and denominator are subtracted; they should be divided.
            numerator / denominator -> numerator - denominator
        not-relative: This is the size of the difference. Is it large? Only compared with the
        gradients.
            numerator / denominator -> numerator
        only-grad-below: Only grad stands below. With both gradients there it does not matter which
        is the larger one.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(grad)
        only-approx-below: Only the measured gradient stands below. With both there it does not
        matter which is the larger one.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(approx)
        sum-above: Above stands the length of the sum of both gradients. Look at the sign there,
        and at which cost is subtracted from which.
            np.linalg.norm(grad - approx) -> np.linalg.norm(grad + approx)
        length-of-sum: Below stands the sum of two lengths, not the length of a sum.
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.linalg.norm(grad + approx)
        squares: You forgot the root: a length is the root of a sum of squares.
            np.linalg.norm(grad - approx) -> np.sum((grad - approx) ** 2)
            np.linalg.norm(grad) + np.linalg.norm(approx) -> np.sum(grad**2) + np.sum(approx**2)
        last-left-out: The last parameter is never looked at.
            for i in range(len(theta)): -> for i in range(len(theta) - 1):
        """,
    ),
]
