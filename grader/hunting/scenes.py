"""The looks of the bug hunt: what somebody did with a function when they noticed that it errs.

A scene is a few lines for a notebook cell, which may use the functions before it in the assignment
and what `utils/symptoms.py` holds. Of the scenes of a function the first that shows a mistake is
taken; where none does, ``beside(function)`` shows a visible case that differs.
"""

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Scene:
    """A look: the sentence before it, and its code."""

    words: str
    code: str


def scene(words: str, code: str) -> Scene:
    """A scene from an indented text."""
    return Scene(words, dedent(code).strip())


def numbers(function: str) -> Scene:
    """The look that every mistake shows in: an answer beside the expected one."""
    return Scene(
        "Somebody worked one answer out by hand, and it was another one.", f"beside({function})"
    )


def curve(function: str, more: str = "") -> Scene:
    """The curve of a function of one number."""
    return Scene("Somebody drew its curve, and looked twice.", f"curve({function}{more})")


def start(call: str) -> Scene:
    """The mean and spread of what an initializer draws."""
    return Scene("Somebody printed how large the numbers are that it draws.", f"spreads({call})")


WEEK1 = {
    "sigmoid": (curve("sigmoid"),),
    "sigmoid_derivative": (curve("sigmoid_derivative"),),
    "basic_sigmoid": (curve("basic_sigmoid", ", -4, 4, whole=True"),),
    "calorie_percentages": (
        scene(
            "Somebody added up the percentages of each food.",
            """
            foods = np.array([[56.0, 0, 4, 68], [1, 104, 52, 8], [2, 135, 99, 1]])
            print("sums of the columns:", np.round(np.sum(calorie_percentages(foods), axis=0), 2))
            """,
        ),
    ),
    "normalize_rows": (
        scene(
            "Somebody measured the rows that come out.",
            """
            rows = normalize_rows(np.array([[0.0, 3.0, 4.0], [2.0, -6.0, 3.0], [1.0, 2.0, 2.0]]))
            print("lengths of the rows:", [round(float(np.linalg.norm(row)), 3) for row in rows])
            """,
        ),
    ),
    "standardize_columns": (
        scene(
            "Somebody looked at the mean and the spread of each column.",
            """
            houses = np.array([[50.0, 3.0], [100.0, 33.0], [150.0, 93.0], [80.0, 20.0]])
            out = standardize_columns(houses)
            print("means:", np.round(np.mean(out, axis=0), 3) + 0.0)
            print("spreads:", np.round(np.std(out, axis=0), 3))
            """,
        ),
    ),
    "softmax": (
        scene(
            "Somebody drew the probabilities of three rows, and added them up.",
            """
            found = softmax(np.array([[1.0, 2.0, 3.0], [3.0, 0.0, -1.0], [998.0, 999.0, 1000.0]]))
            print("sums of the rows:", np.round(np.sum(found, axis=1), 3))
            print("the last row:", np.round(found[2], 3))
            _, ax = plt.subplots(figsize=(5.2, 2.9))
            for row in range(3):
                ax.plot(found[row], marker="o", label=f"row {row}")
            ax.set(xlabel="class", ylabel="probability", title="Three rows of scores")
            _ = ax.legend()
            """,
        ),
    ),
    "L1": (
        scene(
            "Somebody had guessed two prices wrong, by 3 and by 1.",
            """
            print("off by 3 and by −1:", L1(np.array([7.0, 9.0]), np.array([4.0, 10.0])))
            """,
        ),
    ),
    "L2": (
        scene(
            "Somebody had guessed two prices wrong, by 3 and by 1.",
            """
            print("off by 3 and by −1:", L2(np.array([7.0, 9.0]), np.array([4.0, 10.0])))
            """,
        ),
    ),
    "graph_forward": (
        scene(
            "Somebody worked the graph out on paper, where J was 33.",
            """
            print("u, v and J:", graph_forward(5, 3, 2))
            """,
        ),
    ),
    "graph_backward": (
        scene(
            "Somebody nudged a, b and c by 0.001 each, and watched J.",
            """
            slopes_given, J = graph_backward(5, 3, 2), graph_forward(5, 3, 2)[2]
            for name, where in {"a": (5.001, 3, 2), "b": (5, 3.001, 2), "c": (5, 3, 2.001)}.items():
                nudged = (graph_forward(*where)[2] - J) / 0.001
                print(f"d{name}: {slopes_given['d' + name]:.3f}, by nudging {nudged:.3f}")
            """,
        ),
    ),
}

WEEK2 = {
    "sigmoid": (curve("sigmoid"),),
    "propagate": (
        scene(
            "Somebody let a neuron learn to tell two clouds of points apart, and drew the cost.",
            """
            rng = np.random.default_rng(0)
            Y = np.arange(120).reshape(1, 120) % 2
            X = rng.normal(size=(2, 120)) + np.array([[2.0], [-1.0]]) * (2 * Y - 0.5)


            def look(p):
                grads, cost = propagate(p["w"], p["b"], X, Y)
                return cost, grads


            costs, learned = descend(look, {"w": np.zeros((2, 1)), "b": 0.0}, rate=0.5, steps=100)
            falls(costs)
            """,
        ),
        scene(
            "Somebody nudged each parameter, and measured how the cost changes.",
            """
            rng = np.random.default_rng(0)
            Y = np.arange(120).reshape(1, 120) % 2
            X = rng.normal(size=(2, 120)) + np.array([[2.0], [-1.0]]) * (2 * Y - 0.5)


            def look(p):
                grads, cost = propagate(p["w"], np.sum(p["b"]), X, Y)
                return cost, grads


            slopes(look, {"w": np.array([[0.3], [-0.2]]), "b": 0.1})
            """,
        ),
    ),
    "optimize": (
        scene(
            "Somebody let it take eight hundred steps on two clouds of points, and drew the costs.",
            """
            rng = np.random.default_rng(0)
            Y = np.arange(120).reshape(1, 120) % 2
            X = rng.normal(size=(2, 120)) + np.array([[2.0], [-1.0]]) * (2 * Y - 0.5)
            params, _, costs = optimize(np.zeros((2, 1)), 0.0, X, Y, 801, 0.1)
            falls(costs, "cost of every hundredth step")
            print("bias:", round(float(params["b"]), 4))
            """,
        ),
    ),
    "predict": (
        scene(
            "Somebody counted the right answers of a neuron that has learned its clouds well.",
            """
            rng = np.random.default_rng(0)
            Y = np.arange(120).reshape(1, 120) % 2
            X = rng.normal(size=(2, 120)) + np.array([[2.0], [-1.0]]) * (2 * Y - 0.5)
            params, _, _ = optimize(np.zeros((2, 1)), 0.0, X, Y, 500, 0.5)
            said = predict(params["w"], params["b"], X)
            print(f"right: {np.mean(said == Y):.0%}; it says", np.unique(np.round(said, 2))[:6])
            """,
        ),
    ),
    "model": (
        scene(
            "Somebody trained on half of the points, and counted right answers on both halves.",
            """
            X, Y = load_points("moons")
            easier = X[:, ::2] - 0.8 * np.sign(Y[:, ::2] - 0.5)  # what it learns from
            trained = model(easier, Y[:, ::2], X[:, 1::2], Y[:, 1::2], 301, 0.3)
            for name, labels in (("train", Y[:, ::2]), ("test", Y[:, 1::2])):
                said = trained[f"Y_prediction_{name}"]
                print(f"right on {name}: {np.mean(said == labels):.1%}")
            falls(trained["costs"], "cost of every hundredth step")
            """,
        ),
    ),
}

ONE_STEP = scene(
    "Somebody took a single step with a small learning rate.",
    """
    p = {name: np.ones((1, 1)) for name in ("W1", "b1", "W2", "b2")}
    after = update_parameters(p, {f"d{name}": np.full((1, 1), 2.0) for name in p}, 0.01)
    print({name: round(float(value[0, 0]), 4) for name, value in after.items()})
    """,
)
SHALLOW = """
X, Y = load_points("moons")


def look(p):
    A2, cache = forward_propagation(X, p)
    return {cost}, backward_propagation(p, cache, X, Y)


"""
WEEK3 = {
    name: (curve(name),)
    for name in (
        "tanh_derivative",
        "relu",
        "relu_derivative",
        "leaky_relu",
        "leaky_relu_derivative",
    )
} | {
    "initialize_parameters": (start("initialize_parameters(40, 30, 20)"),),
    "forward_propagation": (
        scene(
            "Somebody looked at the answers of a network before it has learned anything.",
            """
            X, Y = load_points("moons")
            A2, _ = forward_propagation(X, initialize_parameters(2, 4, 1))
            print(f"from {A2.min():.3f} to {A2.max():.3f}")
            """,
        ),
    ),
    "compute_cost": (
        scene(
            "Somebody asked for the cost of one answer that is as sure as it is wrong, and of one "
            "that is right.",
            """
            print(f"wrong: {compute_cost(np.array([[0.01]]), np.array([[1]])):.3f}")
            print(f"right: {compute_cost(np.array([[0.01]]), np.array([[0]])):.3f}")
            """,
        ),
    ),
    "backward_propagation": (
        scene(
            "Somebody let the network learn the moons, and drew the cost.",
            SHALLOW.format(cost="compute_cost(A2, Y)")
            + """
costs, learned = descend(look, initialize_parameters(2, 4, 1), rate=1.2, steps=600)
falls(costs)
plot_decision_boundary(lambda points: forward_propagation(points, learned)[0] > 0.5, X, Y)
""",
        ),
    ),
    "update_parameters": (
        scene(
            "Somebody took two hundred steps on the moons, and drew the cost.",
            """
            X, Y = load_points("moons")
            p, costs = initialize_parameters(2, 4, 1), []
            for _ in range(200):
                A2, cache = forward_propagation(X, p)
                costs.append(compute_cost(A2, Y))
                p = update_parameters(p, backward_propagation(p, cache, X, Y), 1.2)
            falls(costs)
            """,
        ),
        ONE_STEP,
    ),
    "nn_model": (
        scene(
            "Somebody trained on the moons, and drew the border that the network has learned.",
            """
            X, Y = load_points("moons")
            learned = nn_model(X, Y, 5, num_iterations=400)
            print("it returns", {name: value.shape for name, value in learned.items()})
            answers = forward_propagation(X, learned)[0]
            print(f"cost {compute_cost(answers, Y):.4f}, right {np.mean((answers > 0.5) == Y):.1%}")
            plot_decision_boundary(lambda x: forward_propagation(x, learned)[0] > 0.5, X, Y)
            """,
        ),
    ),
    "predict": (
        scene(
            "Somebody counted the right answers of a network that has learned the moons.",
            """
            X, Y = load_points("moons")
            said = predict(nn_model(X, Y, 4, num_iterations=1000), X)
            print("it returns an array of shape", np.shape(said))
            print(f"right: {np.mean(said == Y):.0%}; it says", np.unique(np.round(said, 2))[:6])
            """,
        ),
    ),
}

LAYER = """
rng = np.random.default_rng(0)
A_prev, T = rng.normal(size=(4, 6)), rng.normal(size=(3, 6))
p = {"W": rng.normal(size=(3, 4)), "b": rng.normal(size=(3, 1))}


"""
DEEP = """
X, Y = load_points("moons")


def look(p):
    AL, caches = L_model_forward(X, p)
    return compute_cost(AL, Y), L_model_backward(AL, Y, caches)


"""


def trained(name: str, sizes: str, words: str) -> Scene:
    """The cost curve of a model of week 4, and its share of right answers."""
    return scene(
        words,
        f"""
        X, Y = load_points("moons")
        learned, costs = {name}(X, Y, {sizes}, learning_rate=0.5, num_iterations=401)
        falls(costs, "cost of every hundredth step")
        answers, _ = L_model_forward(X, learned)
        print(f"cost {{compute_cost(answers, Y):.4f}}, right {{np.mean((answers > 0.5) == Y):.1%}}")
        """,
    )


WEEK4 = {
    "initialize_parameters": (start("initialize_parameters(40, 30, 20)"),),
    "initialize_parameters_deep": (start("initialize_parameters_deep([400, 100, 60, 20])"),),
    "linear_activation_forward": (
        scene(
            "Somebody sent numbers through a layer that changes nothing but for its activation.",
            """
            Z = np.array([[-2.0, -0.5, 0.5, 2.0]])
            for activation in ("relu", "sigmoid"):
                A, _ = linear_activation_forward(Z, np.eye(1), np.zeros((1, 1)), activation)
                print(activation, np.round(A, 3))
            """,
        ),
    ),
    "L_model_forward": (
        scene(
            "Somebody looked at the answers of a fresh network, and at what it kept.",
            """
            X, Y = load_points("moons")
            AL, caches = L_model_forward(3 * X, initialize_parameters_deep([2, 6, 5, 1]))
            print(f"{len(caches)} caches, answers from {AL.min():.3f} to {AL.max():.3f}")
            """,
        ),
    ),
    "compute_cost": WEEK3["compute_cost"],
    "linear_backward": (
        scene(
            "Somebody nudged each parameter of one layer, and measured.",
            LAYER
            + """
def look(p):
    Z, cache = linear_forward(A_prev, p["W"], p["b"])
    _, dW, db = linear_backward(T, cache)
    return np.sum(T * Z) / T.shape[1], {"dW": dW, "db": db}


slopes(look, p)
""",
        ),
    ),
    "linear_activation_backward": tuple(
        scene(
            f"Somebody nudged each parameter of a {activation} layer, and measured.",
            LAYER
            + f"""
def look(p):
    A, cache = linear_activation_forward(A_prev, p["W"], p["b"], "{activation}")
    _, dW, db = linear_activation_backward(T, cache, "{activation}")
    return np.sum(T * A) / T.shape[1], {{"dW": dW, "db": db}}


slopes(look, p)
""",
        )
        for activation in ("relu", "sigmoid")
    ),
    "L_model_backward": (
        scene(
            "Somebody let a deep network learn the moons, and drew the cost.",
            DEEP
            + """
costs, learned = descend(look, initialize_parameters_deep([2, 8, 5, 1]), rate=0.3, steps=400)
falls(costs)
plot_decision_boundary(lambda points: L_model_forward(points, learned)[0] > 0.5, X, Y)
""",
        ),
    ),
    "update_parameters": (
        scene(
            "Somebody took two hundred steps on the moons, and drew the cost.",
            """
            X, Y = load_points("moons")
            p, costs = initialize_parameters_deep([2, 8, 5, 1]), []
            for _ in range(200):
                AL, caches = L_model_forward(X, p)
                costs.append(compute_cost(AL, Y))
                p = update_parameters(p, L_model_backward(AL, Y, caches), 0.3)
            falls(costs)
            """,
        ),
        ONE_STEP,
    ),
    "two_layer_model": (
        trained(
            "two_layer_model",
            "(2, 8, 1)",
            "Somebody trained it on the moons, and drew its costs.",
        ),
    ),
    "L_layer_model": (
        trained(
            "L_layer_model",
            "[2, 8, 5, 1]",
            "Somebody trained it on the moons, and drew its costs.",
        ),
    ),
}

THREE = """
rng = np.random.default_rng(0)
X, Y = rng.normal(size=(4, 7)), np.array([[0, 1, 1, 0, 1, 0, 0]])
p = {name: rng.normal(size=shape) for name, shape in shapes_of_layers(4, 5, 3, 1).items()}


"""
WEEK5 = {
    f"initialize_parameters_{name}": (start(f"initialize_parameters_{name}([200, 100, 50, 20])"),)
    for name in ("zeros", "random", "he", "xavier")
} | {
    "split_sizes": (
        scene(
            "Somebody asked for three data sets of very different size.",
            """
            for m in (1_000, 10_000, 1_000_000):
                print(m, "examples:", split_sizes(m))
            """,
        ),
    ),
    "diagnose": (
        scene(
            "Somebody asked about four networks, where people err 10 % of the time.",
            """
            for errors in ((0.11, 0.12), (0.11, 0.30), (0.30, 0.31), (0.30, 0.50)):
                print(errors, "→", diagnose(*errors, bayes_error=0.10))
            """,
        ),
    ),
    "normalize_inputs": (
        scene(
            "Somebody drew the points after it, which should lie around 0, equally wide.",
            """
            rng = np.random.default_rng(0)
            train = np.array([[50.0], [3.0]]) + np.array([[20.0], [0.5]]) * rng.normal(size=(2, 80))
            test = np.array([[60.0], [3.2]]) + np.array([[20.0], [0.5]]) * rng.normal(size=(2, 20))
            _, ax = plt.subplots(figsize=(5.2, 2.9))
            for label, points in zip(("train", "test"), normalize_inputs(train, test)):
                means, widths = np.mean(points, axis=1), np.std(points, axis=1)
                print(f"{label}: means {np.round(means, 3) + 0.0}, spreads {np.round(widths, 3)}")
                ax.plot(points[0], points[1], "o", label=label)
            ax.set(xlabel="first feature", ylabel="second feature", title="Normalized")
            _ = ax.legend()
            """,
        ),
    ),
    "compute_cost_with_regularization": (
        scene(
            "Somebody raised λ step by step, and watched the cost.",
            """
            names = [f"{kind}{layer}" for layer in (1, 2, 3) for kind in "Wb"]
            p = {name: np.full((2, 2), float(name[1])) for name in names}
            for lambd in (0, 1, 2):
                cost = compute_cost_with_regularization(
                    np.array([[0.9, 0.2, 0.6, 0.3]]), np.array([[1, 0, 1, 0]]), p, lambd
                )
                print(f"λ = {lambd}: {cost:.4f}")
            """,
        ),
    ),
    "backward_propagation_with_regularization": (
        scene(
            "Somebody nudged each parameter of a regularized network, and measured.",
            THREE
            + """
def look(p):
    _, cache = forward_propagation_n(X, Y, p)
    cost = compute_cost_with_regularization(cache[9], Y, p, 0.7)
    return cost, backward_propagation_with_regularization(X, Y, cache, 0.7)


slopes(look, p)
""",
        ),
    ),
    "forward_propagation_with_dropout": (
        scene(
            "Somebody counted the units that stay, of each hidden layer, and took the mean.",
            """
            X = np.abs(np.random.default_rng(0).normal(size=(20, 300)))
            shapes = shapes_of_layers(20, 50, 40, 1)
            p = {name: np.full(shape, 0.02) for name, shape in shapes.items()}
            A3, cache = forward_propagation_with_dropout(X, p, keep_prob=0.8)
            for layer, A in ((1, cache[2]), (2, cache[7])):
                print(f"layer {layer}: {np.mean(A != 0):.1%} of the units, mean {np.mean(A):.3f}")
            print(f"the answers: mean {np.mean(A3):.3f}, {np.mean(A3 == 0):.1%} of them 0")
            """,
        ),
    ),
    "gradient_check": (
        scene(
            "Somebody checked a gradient that is right for certain.",
            """
            print(f"relative difference: {gradient_check(3.0, 4.0, epsilon=1e-4):.0e}")
            """,
        ),
    ),
    "gradient_check_n": (
        scene(
            "Somebody checked right gradients, and then with one entry off by a hundredth.",
            THREE
            + """
_, cache = forward_propagation_n(X, Y, p)
grads = backward_propagation_with_regularization(X, Y, cache, 0.0)
print(f"right ones: {gradient_check_n(p, grads, X, Y, epsilon=1e-4):.0e}")
grads["db3"] = grads["db3"] + 0.01
print(f"one is off: {gradient_check_n(p, grads, X, Y, epsilon=1e-4):.4f}")
""",
        ),
    ),
}

RAVINE = """
p = {{"W1": np.array([[4.0, 1.0]]), "b1": np.zeros((1, 1))}}
memory, way = {memory}, [p["W1"]]
for t in range(1, 41):
    grads = {{"dW1": p["W1"] * np.array([[1.0, 20.0]]), "db1": p["b1"] - 1.0}}
    {step}
    way.append(p["W1"])
paths({{"a narrow valley": way}})
print("bias:", round(float(p["b1"][0, 0]), 4))
"""


def ravine(memory: str, step: str) -> Scene:
    """The way of an optimizer through a narrow valley."""
    return Scene(
        "Somebody sent it down a narrow valley, forty steps, and drew the way.",
        RAVINE.format(memory=memory, step=step).strip(),
    )


def rates(call: str) -> Scene:
    """The learning rate over the epochs."""
    return Scene("Somebody drew the learning rate over the epochs.", f"falls({call}, 'rate')")


WEEK6 = {
    "weighted_average": (
        scene(
            "Somebody smoothed ninety days of temperatures, and drew both.",
            """
            days = np.arange(90)
            values = 12 + 6 * np.sin(days / 20) + np.random.default_rng(0).normal(size=90)
            _, ax = plt.subplots(figsize=(5.2, 2.9))
            ax.plot(days, values, ".", color="0.6")
            for corrected in (False, True):
                found = weighted_average(values, 0.9, corrected)
                ax.plot(np.arange(len(found)), found, label=f"bias_correction={corrected}")
                print(f"{corrected}: {found[0]:.2f} on the first day, {found[-1]:.2f} on the last")
            ax.set(xlabel="day", ylabel="degrees")
            _ = ax.legend()
            """,
        ),
    ),
    "update_parameters_with_gd": (ravine("None", "p = update_parameters_with_gd(p, grads, 0.05)"),),
    "update_parameters_with_momentum": (
        ravine(
            "initialize_velocity(p)",
            "p, memory = update_parameters_with_momentum(p, grads, memory, 0.9, 0.1)",
        ),
    ),
    "update_parameters_with_rmsprop": (
        ravine(
            "initialize_velocity(p)",
            "p, memory = update_parameters_with_rmsprop(p, grads, memory, 0.9, 0.1)",
        ),
    ),
    "update_parameters_with_adam": (
        ravine(
            "initialize_adam(p)",
            "p, *memory = update_parameters_with_adam(p, grads, memory[0], memory[1], t, 0.2)",
        ),
    ),
    "update_lr": (rates("[update_lr(0.2, epoch, 0.5) for epoch in range(20)]"),),
    "sqrt_lr": (rates("[sqrt_lr(0.2, epoch, 1.5) for epoch in range(1, 21)]"),),
    "schedule_lr_decay": (
        rates("[schedule_lr_decay(0.2, epoch, 0.5, 10) for epoch in range(45)]"),
    ),
}

SCENES = {
    "week1-broadcasting": WEEK1,
    "week2-logistic-regression": WEEK2,
    "week3-shallow-network": WEEK3,
    "week4-deep-network": WEEK4,
    "week5-practical-aspects": WEEK5,
    "week6-optimization": WEEK6,
}


def scenes_of(assignment: str, function: str) -> tuple[Scene, ...]:
    """The looks at a function, the best first; the last one shows every mistake."""
    return (*SCENES.get(assignment, {}).get(function, ()), numbers(function))
