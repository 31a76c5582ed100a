"""Are exceptions told in the course's words, with the names that stand in the student's line?"""

import linecache

import numpy as np
import pytest

from utils.explain import raised
from utils.mishaps import near, plainly
from utils.observe import observe


def message_of(body, **inputs):
    """What a function of a cell with this ``body`` is told of the exception that it raises."""
    names = list(inputs)
    source = f"def f({', '.join(names)}):\n    {body}\n"
    space = {"np": np}
    exec(compile(source, "<mishap>", "exec"), space)
    linecache.cache["<mishap>"] = (len(source), None, source.splitlines(keepends=True), "<mishap>")
    call = observe(space["f"], inputs)
    assert call.line == body.split("\n")[-1].strip()
    return call.message


W, X, Y = np.ones((3, 1)), np.ones((3, 9)), np.ones((1, 8))
CACHE = {"W1": np.ones((4, 3)), "b1": np.ones((4, 1))}


@pytest.mark.parametrize(
    ("body", "inputs", "words"),
    [
        (
            "return w @ X",
            {"w": W, "X": X},
            "w (3, 1) @ X (3, 9): the inner sizes 1 and 3 differ; is a transpose missing?",
        ),
        ("return np.dot(w, X) + 1", {"w": W, "X": X}, "w (3, 1) @ X (3, 9): the inner sizes 1"),
        ("return w.dot(X)", {"w": W, "X": X}, "w (3, 1) @ X (3, 9): the inner sizes 1 and 3"),
        ("return np.matmul(w, X)", {"w": W, "X": X}, "w (3, 1) @ X (3, 9): the inner sizes 1"),
        (
            "return X @ c['W1']",
            {"X": X, "c": CACHE},
            "X (3, 9) @ c['W1'] (4, 3): the inner sizes 9 and 4 differ; do the two stand the wrong",
        ),
        (
            "l = 1; return X @ c[f'W{l}'].T",
            {"X": X, "c": CACHE},
            "X (3, 9) @ c[f'W{l}'].T (3, 4): the inner sizes 9 and 3 differ; is a transpose",
        ),
        (
            "l = 1; return X @ c['W' + str(l)]",
            {"X": X, "c": CACHE},
            "X (3, 9) @ c['W' + str(l)] (4, 3): the inner sizes 9 and 4",
        ),
        (
            "return (X - 1) @ X",
            {"X": X},
            "(X - 1) @ X (3, 9): the inner sizes 9 and 3 differ; is a",
        ),
        (
            "return X - Y",
            {"X": X, "Y": Y},
            "X (3, 9) - Y (1, 8): the last sizes 9 and 8 differ, and neither is 1.",
        ),
        ("return c['W1'] * X", {"c": CACHE, "X": X}, "the last sizes 3 and 9 differ"),
        ("return np.add(X, Y)", {"X": X, "Y": Y}, "Shapes (3, 9) and (1, 8): the last sizes"),
        ("w += X", {"w": W, "X": X}, "shape (3, 1) is changed in place, and the result has shape"),
        ("X[:, 0] = Y", {"X": X, "Y": Y}, "is put into a place of shape (3,)"),
        ("return X.reshape(5, 2)", {"X": X}, "has 27 entries, and the shape (5, 2) holds 10."),
        ("return X.reshape(5, -1)", {"X": X}, "27 entries cannot be given the shape (5, -1)."),
        ("return np.hstack([W, Y])", {"W": W, "Y": Y}, "along axis 0 one has 3 and another 1."),
        ("n, m = X.shape[:1]", {"X": X}, "2 names are to be filled, and 1 value comes."),
        ("n, m = X", {"X": X}, "2 names are to be filled, and more values come."),
        ("return 1 if X > 0 else 0", {"X": X}, "One yes or no is asked for"),
        ("return w @ 3", {"w": W}, "w (3, 1) @ 3: @ multiplies arrays, and one side is a single"),
        ("return learning_rte", {"learning_rate": 1}, "did you mean `learning_rate`?"),
        ("return dw", {"dW": 1}, "did you mean `dW`?"),
        ("return Z1", {"Z_1": 1}, "did you mean `Z_1`?"),
        ("return qqzzy", {"x": 1}, "Is it set further down, or not at all?"),
        ("return mp.exp(x)", {"x": 1}, "Nothing is called `mp` here."),
        ("return c['w1']", {"c": CACHE}, "no entry 'w1' in it. Did you mean `W1`?"),
        ("return c['Z7']", {"c": CACHE}, "no entry 'Z7' in it. It has W1, b1."),
        ("return np.expp(x)", {"x": 1}, "numpy has no .expp. Did you mean `exp`?"),
        ("return x.shape", {"x": 1.5}, "A single number has no .shape; an array has. np.shape"),
        ("return X.shpe", {"X": X}, "An array has no .shpe. Did you mean `shape`?"),
        ("return x.T", {"x": None}, "is None: does the function it comes from return it?"),
        ("return x * 2", {"x": None}, "Something in this line is None"),
        ("return x['W1']", {"x": None}, "Something in this line is None"),
        ("return float(X)", {"X": X}, "take a single number, and this is an array"),
        ("return x[3]", {"x": np.ones(3)}, "Axis 0 has 3 entries, from 0 to 2; 3 is beyond."),
        ("return x[:, 0]", {"x": np.ones(3)}, "an array with 1 axis, and 2 indices are given."),
        (
            "g = lambda w, b, X, Y: 0; return g(x, 1, 2)",
            {"x": 1},
            "is called without its argument Y.",
        ),
        ("g = lambda w, b, X: 0; return g(x)", {"x": 1}, "without its arguments b and X."),
        ("g = lambda w: 0; return g(x, 1)", {"x": 1}, "takes 1 argument, and is called with 2."),
        ("g = lambda w: 0; return g(v=x)", {"x": 1}, "has no argument of the name v."),
        (
            "if x is None: y = 1\n    return y",
            {"x": 1},
            "`y` has no value yet at this line",
        ),
        ("return f(x)", {"x": 1}, "calls itself without an end ("),
    ],
)
def test_python_and_numpy_are_put_into_the_courses_words(body, inputs, words):
    found = message_of(body, **inputs)
    assert words.lower() in found.lower()
    assert found.endswith((".", "?")) and "1 entries" not in found
    for machinery in ("gufunc", "core dimension", "object is not", "operands could"):
        assert machinery not in found


@pytest.mark.parametrize(
    ("kind", "message", "words"),
    [
        (
            "ValueError",
            "shapes (6,5) and (3,5) not aligned: 5 (dim 1) != 3 (dim 0)",
            "(6, 5) @ (3, 5): the inner sizes 5 and 3 differ; is a transpose missing?",
        ),
        (
            "ValueError",
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
            "(n?,k),(k,m?)->(n?,m?) (size 4 is different from 5)",
            "In a matrix product the inner sizes 5 and 4 differ; is a transpose missing?",
        ),
        (
            "ValueError",
            "operands could not be broadcast together with shapes (7,) (2,) ",
            "Shapes (7,) and (2,): the last sizes 7 and 2 differ, and neither is 1.",
        ),
        ("NameError", "name 'costs' is not defined", "Nothing is called `costs` here."),
        (
            "TypeError",
            "propagate() missing 2 required positional arguments: 'X' and 'Y'",
            "propagate is called without its arguments X and Y.",
        ),
        ("UnboundLocalError", "local variable 'a' referenced before assignment", "`a` has no"),
    ],
)
def test_the_message_alone_is_enough(kind, message, words):
    """As what comes from another process, and from other versions of Python."""
    said = raised(kind, message, "Z = W @ A")
    assert said.startswith(f"It raised {kind} at the line: Z = W @ A. {words}")
    assert raised(kind, plainly(kind, message), "Z = W @ A") == said


@pytest.mark.parametrize("message", ["", "bad shape", "name 'a", "x" * 10_000, "shapes (3,"])
@pytest.mark.parametrize("kind", ["ValueError", "NameError", "TypeError", "KeyError", "Own"])
def test_what_nobody_knows_better_stays_as_it_is(kind, message):
    assert plainly(kind, message) == ""


def test_nothing_of_the_students_runs_while_its_words_are_found():
    class Loud(dict):
        def __getitem__(self, key):
            heard.append(key)
            return np.ones((2, 3)) if len(heard) < 2 else 1 / 0

    heard = []
    assert "inner sizes 9 and 2" in message_of("return X @ c['a']", X=X, c=Loud())
    assert heard == ["a"]


@pytest.mark.parametrize(
    ("name", "names", "meant"),
    [
        ("dw", ("dW", "db"), "dW"),
        ("lerning_rate", ("learning_rate", "lean"), "learning_rate"),
        ("A2", ("A1", "Z2"), ""),
        ("w", ("W", "X"), "W"),
        ("x", ("y",), ""),
        ("forward", ("_forwards",), ""),
    ],
)
def test_the_near_name_is_one_that_somebody_meant(name, names, meant):
    assert near(name, names) == meant
