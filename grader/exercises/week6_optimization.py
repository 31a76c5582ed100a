"""Week 6: mini-batches, averages of the past, four ways to step, and rates that fall.

What the functions are called with stands in ``week6_inputs.py``.
"""

from grader.exercises import Exercise
from grader.exercises.draw import at, between, choice, whole
from grader.exercises.week6_inputs import (
    adam,
    adam_conventions,
    averaged,
    batch_inputs,
    dealt,
    decay,
    descent,
    eleven_layers,
    first_adam,
    first_rmsprop,
    large_epsilon,
    momentum,
    moved,
    network,
    rmsprop,
    rmsprop_conventions,
    root,
    stairs,
    steep_slopes,
    uncorrected,
    usual_adam,
    usual_rmsprop,
    usual_root,
    usual_stairs,
)
from utils.expected import Exactly

EXERCISES = [
    Exercise(
        "random_mini_batches",
        inputs=batch_inputs,
        special={
            "fewer examples than a batch": at(mini_batch_size=whole(64, 70)),
            "as many examples as a batch": at(mini_batch_size=lambda m: m),
            "a multiple of the batch size": at(m=48, mini_batch_size=choice(12, 16)),
            "one example a batch": at(mini_batch_size=1),
        },
        seed="seed",
        accept=dealt,
        see="Mini-batches",
    ),
    Exercise(
        "weighted_average",
        inputs=averaged,
        special={
            "bias correction": at(bias_correction=True),
            "bias_correction left out": uncorrected,
            "one value": at(n=1, bias_correction=True),
        },
        spare={"bias_correction": False},
        see="Exponentially weighted averages",
        mistakes="""
        starts-at-the-first-value: Your average begins at the first value. In the formula nothing
        has been seen before it: the average begins at 0.
            average, averages = 0.0, [] -> average, averages = values[0], []
        exchanged: β is the weight of the past, not of the new value.
            beta * average + (1 - beta) * value -> (1 - beta) * average + beta * value
        unweighted: The new value comes in with its full weight. Both weights together are 1.
            (1 - beta) * value -> value
        product-for-power: In the correction, how does the weight of the start shrink from one value
        to the next: is it β times a number, or a power?
            beta**t -> beta * t
        no-power: The correction stays the same for all values. Its effect should fade away.
            beta**t -> beta
        counts-from-zero: The correction counts from 0, so that it divides by 0 at the first value.
            enumerate(values, start=1) -> enumerate(values, start=0)
        counts-from-two: The correction is one value ahead: which t has the first value?
            enumerate(values, start=1) -> enumerate(values, start=2)
        multiplied: The correction makes the first averages smaller still. They are too small
        already.
            average / (1 - beta**t) -> average * (1 - beta**t)
        corrected-fed-back: What is corrected goes on into the next average. Only what you hand out
        is corrected; the recursion goes on with the plain average.
            averages.append(average / (1 - beta**t) if bias_correction else average)
                -> average = average / (1 - beta**t) if bias_correction else average;
                averages.append(average)
        always-corrected: Everything is corrected, also when bias_correction is False.
            average / (1 - beta**t) if bias_correction else average -> average / (1 - beta**t)
        never-corrected: Nothing is corrected, also when bias_correction is True.
            average / (1 - beta**t) if bias_correction else average -> average
        one-too-many: There is an average too many. Does the 0 before the first value belong to the
        answer?
            0.0, [] -> 0.0, [0.0]
        the-wrong-way-round: What is corrected and what is not are exchanged: it should be corrected
        when bias_correction is True.
            if bias_correction else average -> if not bias_correction else average
        power-of-the-rest: The power is taken of 1 − β. After t values β to that power is left of
        the start; the correction is what is missing from 1.
            1 - beta**t -> (1 - beta) ** t
        by-the-last-t: All averages are corrected by the number of all values. Each has a t of its
        own.
            beta**t -> beta ** len(values)
        parentheses: Look at the parentheses: the whole 1 − βᵗ stands below the line.
            average / (1 - beta**t) -> average / 1 - beta**t
        plain-mean: That is the plain mean of all values so far, in which each counts alike. Here
        the older ones fade.
            averages.append(average / (1 - beta**t) if bias_correction else average)
                -> averages.append(np.mean(values[:t]))
        """,
    ),
    Exercise(
        "update_parameters_with_gd",
        inputs=descent,
        special={"eleven layers": at(**eleven_layers, grads=steep_slopes)},
        in_place=True,
        adapt=Exactly,
        see="Gradient descent, step by step",
        mistakes="""
        ascent: The parameters climb. The gradient points uphill, so which way is down?
            value - learning_rate -> value + learning_rate
        no-rate: The step is the whole gradient. What is learning_rate for?
            learning_rate * grads -> grads
        divided: You divide by the learning rate: the smaller it is, the larger your step.
            learning_rate * grads["d" + name] -> grads["d" + name] / learning_rate
        biases-stay: The weights learn and the biases stay where they were. Both take a step.
            grads["d" + name] -> grads["d" + name] * (name[0] == "W")
        weights-stay: The biases learn and the weights stay where they were. Both take a step.
            grads["d" + name] -> grads["d" + name] * (name[0] == "b")
        last-layer-left-out: All layers take a step but the last one. How far does your loop go?
            grads["d" + name] -> grads["d" + name] * (int(name[1:]) < len(parameters) // 2)
        first-layer-left-out: All layers take a step but the first one. Where does your loop begin?
            grads["d" + name] -> grads["d" + name] * (name[1:] != "1")
        gradient-only: What comes out is the step alone. It has to be taken from where the parameter
        was.
            value - learning_rate -> -learning_rate
        """,
    ),
    Exercise(
        "initialize_velocity",
        inputs=network,
        special={"eleven layers": at(**eleven_layers)},
        adapt=Exactly,
        see="Momentum",
        mistakes="""
        without-d: Your keys are those of the parameters. The velocities belong to the gradients,
        whose names begin with d.
            v["d" + name] -> v[name]
        ones: The velocities begin at 1. Nothing has been seen yet: what is the average of that?
            np.zeros_like(value) -> np.ones_like(value)
        copies: The velocities begin as copies of the parameters. Only the shape is theirs.
            np.zeros_like(value) -> np.array(value)
        numbered-from-zero: Your layers are numbered from 0; the first layer with weights is 1.
            v["d" + name] -> v[f"d{name[0]}{int(name[1:]) - 1}"]
        """,
    ),
    Exercise(
        "update_parameters_with_momentum",
        inputs=momentum,
        special={
            "eleven layers": at(**eleven_layers, grads=steep_slopes),
            "beta = 0": at(beta=0.0),
        },
        returns=("parameters", "v"),
        in_place=True,
        adapt=moved,
        see="Momentum",
        mistakes="""
        ascent: The parameters climb: the velocity is an average of gradients, and those point
        uphill.
            value - learning_rate -> value + learning_rate
        unweighted: The new gradient comes into the velocity with its full weight. In an average the
        two weights together are 1.
            (1 - beta) * slope -> slope
        exchanged: β is the weight of the past, not of the new gradient.
            beta * v["d" + name] + (1 - beta) * slope -> (1 - beta) * v["d" + name] + beta * slope
        v-not-kept: The parameters are right, but you hand back the velocities that came in. The
        next step needs the new ones.
            return updated, averages -> return updated, v
        along-the-gradient: The velocity is right, but the step goes along the gradient alone.
            learning_rate * averages["d" + name] -> learning_rate * slope
        old-velocity: The step is taken along the velocity that came in. First the new gradient
        joins it, then comes the step.
            learning_rate * averages["d" + name] -> learning_rate * v["d" + name]
        no-past: The velocity forgets all that was before: where does v come in?
            beta * v["d" + name] + (1 - beta) * slope -> (1 - beta) * slope
        past-unweighted: The past keeps its full weight and never fades. What is β for?
            beta * v["d" + name] + (1 - beta) -> v["d" + name] + (1 - beta)
        biases-stay: The weights take a step and the biases stay where they were.
            learning_rate * averages["d" + name]
                -> learning_rate * averages["d" + name] * (name[0] == "W")
        last-layer-left-out: All layers take a step but the last one. How far does your loop go?
            learning_rate * averages["d" + name]
                -> learning_rate * averages["d" + name] * (int(name[1:]) < len(parameters) // 2)
        no-rate: The step is the whole velocity. What is learning_rate for?
            learning_rate * averages -> averages
        rate-inside: The learning rate is in the velocity and in the step: it counts twice.
            (1 - beta) * slope -> (1 - beta) * learning_rate * slope
        fixed-beta: β is 0.9 whatever it is said to be: is a number written in its place?
            beta * v["d" + name] + (1 - beta) * slope -> 0.9 * v["d" + name] + (1 - 0.9) * slope
        minus-inside: Past and new gradient are subtracted from each other; an average adds.
            + (1 - beta) * slope -> - (1 - beta) * slope
        """,
    ),
    Exercise(
        "update_parameters_with_rmsprop",
        inputs=rmsprop,
        special={
            "eleven layers": at(**eleven_layers, grads=steep_slopes),
            "the first step": first_rmsprop,
            "a large epsilon": large_epsilon,
            "defaults left out": usual_rmsprop,
        },
        spare={"beta": 0.9, "learning_rate": 0.01, "epsilon": 1e-8},
        returns=("parameters", "s"),
        in_place=True,
        accept=rmsprop_conventions,
        visible=2,
        see="RMSprop",
        mistakes="""
        ascent: The parameters climb. Dividing by a root leaves the direction as it was: the
        gradient points uphill.
            value - learning_rate -> value + learning_rate
        no-root: You divide by the average of the squares itself; the formula has a root there.
            np.sqrt(squares["d" + name]) -> squares["d" + name]
        not-squared: The average is one of the gradients themselves. RMS stands for the root of the
        mean of squares.
            slope**2 -> slope
        size-for-square: The average is one of the gradients' sizes. Under the root stand squares.
            slope**2 -> np.abs(slope)
        unweighted: The new square comes in with its full weight. In an average the two weights
        together are 1.
            (1 - beta) * slope**2 -> slope**2
        exchanged: β is the weight of the past, not of the new square.
            beta * s["d" + name] + (1 - beta) * slope**2
                -> (1 - beta) * s["d" + name] + beta * slope**2
        weight-squared-too: The weight of the new gradient is squared along with it.
            (1 - beta) * slope**2 -> ((1 - beta) * slope) ** 2
        no-past: The average forgets all squares before: where does s come in?
            beta * s["d" + name] + (1 - beta) -> (1 - beta)
        no-epsilon: Where a gradient was always 0 you divide 0 by 0. What is ε for?
            (np.sqrt(squares["d" + name]) + epsilon) -> np.sqrt(squares["d" + name])
        minus-epsilon: ε is subtracted. It is there to keep the divisor away from 0.
            + epsilon -> - epsilon
        epsilon-beside: ε is added to the whole quotient. It belongs below the line, beside the
        root, so that the divisor is never 0: where do the parentheses go?
            / (np.sqrt(squares["d" + name]) + epsilon) -> / np.sqrt(squares["d" + name]) + epsilon
        along-the-squares: The step goes along the average of the squares; it goes along the
        gradient.
            learning_rate * slope / -> learning_rate * squares["d" + name] /
        adagrad: The squares are summed up and never fade. What is β for?
            beta * s["d" + name] + (1 - beta) * slope**2 -> s["d" + name] + slope**2
        last-layer-left-out: All layers take a step but the last one. How far does your loop go?
            learning_rate * slope
                -> learning_rate * (int(name[1:]) < len(parameters) // 2) * slope
        bias-corrected: You correct the average for its start. That is what Adam adds; RMSprop takes
        it as it is.
            np.sqrt(squares["d" + name]) -> np.sqrt(squares["d" + name] / (1 - beta))
        multiplied: You multiply by the root. Where the slopes are steep, steps should get shorter.
            slope / (np.sqrt(squares["d" + name]) + epsilon)
                -> slope * (np.sqrt(squares["d" + name]) + epsilon)
        old-squares: You divide by the average that came in. First the new square joins it.
            np.sqrt(squares["d" + name]) -> np.sqrt(s["d" + name])
        s-not-kept: The parameters are right, but you hand back the averages that came in. The next
        step needs the new ones.
            return updated, squares -> return updated, s
        not-divided: The step goes along the gradient alone: the average of the squares does not
        come into it.
            slope / (np.sqrt(squares["d" + name]) + epsilon) -> slope
        root-kept: You hand back the roots. What is averaged, and kept for the next step, are the
        squares.
            return updated, squares -> return updated, {k: np.sqrt(v) for k, v in squares.items()}
        biases-stay: The weights take a step and the biases stay where they were.
            learning_rate * slope -> learning_rate * (name[0] == "W") * slope
        """,
    ),
    Exercise(
        "initialize_adam",
        inputs=network,
        special={"eleven layers": at(**eleven_layers)},
        returns=("v", "s"),
        adapt=lambda pair: tuple(map(Exactly, pair)),
        see="Adam",
        mistakes="""
        without-d: Your keys are those of the parameters. The averages belong to the gradients,
        whose names begin with d.
            v["d" + name] -> v[name]
            s["d" + name] -> s[name]
        ones: The averages begin at 1. Nothing has been seen yet: what is the average of that?
            v["d" + name] = np.zeros_like(value) -> v["d" + name] = np.ones_like(value)
            s["d" + name] = np.zeros_like(value) -> s["d" + name] = np.ones_like(value)
        s-of-ones: The averages of the squares begin at 1. They begin at 0 like the others: that is
        what the correction is for.
            s["d" + name] = np.zeros_like(value) -> s["d" + name] = np.ones_like(value)
        one-layer: Only one layer is there, again and again. A sum of two numbers is the same in
        every round of a loop; what was it meant to count?
            for name, value in parameters.items():
                -> for name, value in list(parameters.items())[2:4]:
        numbered-from-zero: Your layers are numbered from 0; the first layer with weights is 1.
            v["d" + name] -> v[f"d{name[0]}{int(name[1:]) - 1}"]
            s["d" + name] -> s[f"d{name[0]}{int(name[1:]) - 1}"]
        """,
    ),
    Exercise(
        "update_parameters_with_adam",
        inputs=adam,
        special={
            "eleven layers": at(**eleven_layers, grads=steep_slopes),
            "the first step": first_adam,
            "a large epsilon": large_epsilon,
            "defaults left out": usual_adam,
        },
        spare={"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
        returns=("parameters", "v", "s", "v_corrected", "s_corrected"),
        in_place=True,
        accept=adam_conventions,
        least=3,
        visible=2,
        see="Adam",
        mistakes="""
        ascent: The parameters climb. All that is done to the gradient leaves its sign: it points
        uphill.
            value - learning_rate -> value + learning_rate
        no-power: Both corrections stay as strong as at the first step. Which number says how many
        steps were taken?
            1 - beta1**t -> 1 - beta1
            1 - beta2**t -> 1 - beta2
        no-power-in-v: The correction of v stays as strong as at the first step; that of s has its
        power.
            1 - beta1**t -> 1 - beta1
        no-power-in-s: The correction of s stays as strong as at the first step; that of v has its
        power.
            1 - beta2**t -> 1 - beta2
        product-for-power: In the corrections, does the weight of the start shrink by products with
        t, or by powers?
            1 - beta1**t -> 1 - beta1 * t
            1 - beta2**t -> 1 - beta2 * t
        s-uncorrected: The step is divided by the root of s as it is; it should be the corrected
        one.
            np.sqrt(s_corrected[key]) -> np.sqrt(s_new[key])
        v-uncorrected: The step goes along v as it is; it should be the corrected one.
            step = v_corrected[key] -> step = v_new[key]
        uncorrected: v and s go into the step as they are. What were the corrected ones computed
        for?
            step = v_corrected[key] -> step = v_new[key]
            np.sqrt(s_corrected[key]) -> np.sqrt(s_new[key])
        beta1-in-s: The average of the squares is taken with β₁. It has a β of its own.
            beta2 * s[key] + (1 - beta2) -> beta1 * s[key] + (1 - beta1)
        beta1-corrects-s: The squares are averaged with β₂, so that the start has weight β₂ᵗ in
        them. Which one do you correct s with?
            1 - beta2**t -> 1 - beta1**t
        betas-exchanged: β₁ and β₂ are exchanged throughout. Which one belongs to the gradients, and
        which one to their squares?
            beta1 * v[key] + (1 - beta1) * slope -> beta2 * v[key] + (1 - beta2) * slope
            beta2 * s[key] + (1 - beta2) -> beta1 * s[key] + (1 - beta1)
            v_new[key] / (1 - beta1**t) -> v_new[key] / (1 - beta2**t)
            s_new[key] / (1 - beta2**t) -> s_new[key] / (1 - beta1**t)
        root-in-correction: s is divided by the root of the correction. The root comes later, in the
        step.
            (1 - beta2**t) -> np.sqrt(1 - beta2**t)
        one-step-behind: Your corrections are one step behind: is t the step that is being taken?
            1 - beta1**t -> 1 - beta1 ** (t - 1)
            1 - beta2**t -> 1 - beta2 ** (t - 1)
        one-step-ahead: Your corrections are one step ahead: is t counted up once more?
            1 - beta1**t -> 1 - beta1 ** (t + 1)
            1 - beta2**t -> 1 - beta2 ** (t + 1)
        corrected-kept: You hand the corrected averages back as v and s. The recursion goes on with
        those as they are; the correction is for this step alone.
            return updated, v_new, s_new -> return updated, v_corrected, s_corrected
        no-epsilon: Where a gradient was always 0 you divide 0 by 0. What is ε for?
            (np.sqrt(s_corrected[key]) + epsilon) -> np.sqrt(s_corrected[key])
        minus-epsilon: ε is subtracted. It is there to keep the divisor away from 0.
            + epsilon -> - epsilon
        no-root: You divide by the average of the squares itself; the formula has a root there.
            np.sqrt(s_corrected[key]) -> s_corrected[key]
        not-squared: The second average is one of the gradients themselves, not of their squares.
            slope**2 -> slope
        v-in-squares: The second average is one of squares of v. It takes those of the gradient.
            slope**2 -> v_new[key] ** 2
        unweighted: The new gradient and its square come in with their full weight. In an average
        the two weights together are 1.
            (1 - beta1) * slope -> slope
            (1 - beta2) * slope**2 -> slope**2
        gradient-unweighted: The new gradient comes into v with its full weight. In an average the
        two weights together are 1.
            (1 - beta1) * slope -> slope
        square-unweighted: The new square comes into s with its full weight. In an average the two
        weights together are 1.
            (1 - beta2) * slope**2 -> slope**2
        epsilon-beside: ε is added to the whole quotient. It belongs below the line, beside the
        root, so that the divisor is never 0: where do the parentheses go?
            (np.sqrt(s_corrected[key]) + epsilon) -> np.sqrt(s_corrected[key])
            learning_rate * step -> learning_rate * step + epsilon
        beta2-in-v: The average of the gradients is taken with β₂. It has a β of its own.
            beta1 * v[key] + (1 - beta1) * slope -> beta2 * v[key] + (1 - beta2) * slope
        power-of-the-rest: The power is taken of 1 − β. How much of the start is left after t steps:
        β to that power; the correction is what is missing from 1.
            1 - beta1**t -> (1 - beta1) ** t
            1 - beta2**t -> (1 - beta2) ** t
        exchanged-weights: A β is the weight of the past, not of what is new.
            beta1 * v[key] + (1 - beta1) * slope -> (1 - beta1) * v[key] + beta1 * slope
            beta2 * s[key] + (1 - beta2) * slope**2 -> (1 - beta2) * s[key] + beta2 * slope**2
        along-the-gradient: The step goes along the gradient itself; that is RMSprop. What is v for?
            step = v_corrected[key] -> step = slope
        not-divided: The step goes along v alone; that is momentum. What is s for?
            v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon) -> v_corrected[key]
        not-kept: The parameters are right, but you hand back the averages that came in. The next
        step needs the new ones.
            return updated, v_new, s_new -> return updated, v, s
        weights-for-biases: The biases move by what belongs to the weights of their layer.
            updated[name] = value - learning_rate * step
                -> pair = "dW" + name[1:]; other = v_corrected.get(pair, 0) /
                (np.sqrt(s_corrected.get(pair, 1)) + epsilon); updated[name] = value - learning_rate
                * np.mean(other, axis=1, keepdims=True) if name[0] == "b" else value - learning_rate
                * step
        biases-stay: The weights take a step and the biases stay where they were.
            learning_rate * step -> learning_rate * step * (name[0] == "W")
        last-layer-left-out: All layers take a step but the last one. How far does your loop go?
            learning_rate * step
                -> learning_rate * step * (int(name[1:]) < len(parameters) // 2)
        """,
    ),
    Exercise(
        "update_lr",
        inputs=decay,
        special={"at the start": at(epoch_num=0)},
        see="Learning-rate decay",
        mistakes="""
        constant: The learning rate stays where it was. With each epoch it should get smaller.
            learning_rate0 / (1 + decay_rate * epoch_num) -> learning_rate0
        rate-ignored: It falls at the same pace whatever decay_rate says.
            decay_rate * epoch_num -> epoch_num
        times: You multiply where the formula divides: it grows from epoch to epoch.
            learning_rate0 / (1 -> learning_rate0 * (1
        one-ahead: It is one epoch ahead: at epoch 0 nothing has decayed yet.
            decay_rate * epoch_num -> decay_rate * (epoch_num + 1)
        no-one: The 1 is missing below, so that it is infinite at epoch 0.
            (1 + decay_rate * epoch_num) -> np.float64(decay_rate * epoch_num)
        parentheses: Your divisor is 1 alone: it takes parentheses to divide by a sum.
            / (1 + decay_rate * epoch_num) -> / 1 + decay_rate * epoch_num
        rate-to-the-power: It falls exponentially, by decay_rate at each epoch. That is a decay too,
        but another formula is asked.
            learning_rate0 / (1 + decay_rate * epoch_num) -> learning_rate0 * decay_rate**epoch_num
        minus: Below the line the product is subtracted from 1; the formula adds.
            1 + decay_rate -> 1 - decay_rate
        root: The root is taken below the line; that belongs to the other decay, of `sqrt_lr`.
            (1 + decay_rate * epoch_num) -> np.sqrt(1 + decay_rate * epoch_num)
        power: It falls exponentially. That is a decay too, but another formula is asked.
            learning_rate0 / (1 + decay_rate * epoch_num)
                -> learning_rate0 / (1 + decay_rate) ** epoch_num
        added: Below the line the epoch and the rate are added; the formula multiplies them.
            decay_rate * epoch_num -> decay_rate + epoch_num
        numerator-lost: That is the factor alone, 1 at the start. It multiplies the rate that you
        started with.
            learning_rate0 / (1 -> 1 / (1
        """,
    ),
    Exercise(
        "sqrt_lr",
        inputs=root,
        special={"the first epoch": at(epoch_num=1), "k left out": usual_root},
        spare={"k": 1.0},
        see="Learning-rate decay",
        mistakes="""
        no-root: It falls as 1 over the epoch. Under the epoch stands a root.
            np.sqrt(epoch_num) -> epoch_num
        times: You multiply by the root, so that it grows from epoch to epoch.
            / np.sqrt -> * np.sqrt
        k-ignored: k does not come into it: is it always 1?
            k * learning_rate0 -> learning_rate0
        start-ignored: The rate you started with does not come into it.
            k * learning_rate0 -> k
        constant: It stays the same at all epochs. With each one it should get smaller.
            k * learning_rate0 / np.sqrt(epoch_num) -> k * learning_rate0
        k-below: k stands below the line; it multiplies.
            k * learning_rate0 -> learning_rate0 / k
        k-under-the-root: k has come under the root along with the epoch. It multiplies the whole.
            k * learning_rate0 / np.sqrt(epoch_num) -> learning_rate0 * np.sqrt(k / epoch_num)
        parentheses: A power comes before a division: `** 1 / 2` is half of the first power.
            np.sqrt(epoch_num) -> epoch_num**1 / 2
        one-added: You add 1 to the root. Below the line stands the root alone.
            np.sqrt(epoch_num) -> (1 + np.sqrt(epoch_num))
        all-under-the-root: The root is taken of the whole fraction, not of the epoch alone.
            k * learning_rate0 / np.sqrt(epoch_num) -> np.sqrt(k * learning_rate0 / epoch_num)
        one-ahead: It is one epoch ahead: here the first epoch is number 1 already.
            np.sqrt(epoch_num) -> np.sqrt(epoch_num + 1)
        """,
    ),
    Exercise(
        "schedule_lr_decay",
        inputs=stairs,
        special={
            "within the first interval": at(_stairs=0, _over=between(0.15, 0.45)),
            "time_interval left out": usual_stairs,
        },
        spare={"time_interval": 1000},
        see="Learning-rate decay",
        mistakes="""
        no-steps: It falls a little at every epoch. It should stay the same for a whole interval and
        then fall at once.
            epoch_num // time_interval -> epoch_num / time_interval
        rounded: The steps come in the middle of the intervals. How many are complete?
            epoch_num // time_interval -> round(epoch_num / time_interval)
        interval-ignored: The interval does not come into it: it falls at every epoch.
            epoch_num // time_interval -> epoch_num
        always-1000: The interval is 1000 whatever time_interval says: is a number written in its
        place?
            epoch_num // time_interval -> epoch_num // 1000
        remainder: That is how far the current interval has come; asked is how many are complete.
            epoch_num // time_interval -> epoch_num % time_interval
        constant: The learning rate stays where it was. With each interval it should get smaller.
            learning_rate0 / (1 + decay_rate * intervals) -> learning_rate0
        times: You multiply where the formula divides: it grows from interval to interval.
            learning_rate0 / (1 + -> learning_rate0 * (1 +
        floor-of-all: The whole product is rounded down, not the number of intervals alone.
            epoch_num // time_interval -> epoch_num / time_interval
            decay_rate * intervals -> np.floor(decay_rate * intervals)
        power: It falls exponentially. That is a decay too, but another formula is asked.
            learning_rate0 / (1 + decay_rate * intervals)
                -> learning_rate0 / (1 + decay_rate) ** intervals
        one-ahead: It is one interval ahead: in the first one nothing has decayed yet.
            epoch_num // time_interval -> epoch_num // time_interval + 1
        rate-ignored: It falls at the same pace whatever decay_rate says.
            decay_rate * intervals -> intervals
        """,
    ),
]
