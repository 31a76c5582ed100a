"""Replacing what tests are made of: NumPy, its testing functions, built-ins, the course's own."""

from tests.attacks.attack import Attack

YES = "yes = lambda *a, **k: True\nnothing = lambda *a, **k: None\n"

ATTACKS = [
    Attack(
        "np.allclose says yes",
        ("sigmoid", "propagate"),
        "sigmoid: 0 of 10 points",
        before=YES + "import numpy\nnumpy.allclose = numpy.isclose = numpy.array_equal = yes",
    ),
    Attack(
        "NumPy's testing functions do nothing",
        ("mean",),
        "Not equal to tolerance",
        on="asserts",
        before=YES
        + "import numpy.testing as t\n"
        + "for name in dir(t):\n    if name.startswith('assert'):\n"
        "        setattr(t, name, nothing)\n"
        + "np.isclose = assert_allclose = assert_array_equal = yes",
    ),
    Attack(
        "np.ndarray and its methods replaced",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import numpy
class Always(type):
    def __instancecheck__(cls, other): return True
    def __eq__(cls, other): return True
    __hash__ = type.__hash__
class Anything(metaclass=Always): pass
numpy.ndarray = numpy.float64 = numpy.number = Anything
numpy.abs = numpy.max = numpy.mean = numpy.sum = lambda *a, **k: 0.0
numpy.shape = lambda *a: ()
""",
        # The right answers of the others use np.sum and so on, in the same process.
        spoils=("sigmoid", "propagate", "optimize", "model", "initialize_with_zeros"),
    ),
    Attack(
        "built-in functions replaced",
        ("squares", "settings"),
        "AssertionError",
        on="asserts",
        before="""
import builtins
for name in ("all", "any", "isinstance", "hasattr", "callable", "issubclass"):
    setattr(builtins, name, lambda *a, **k: True)
builtins.AssertionError = builtins.Exception = KeyboardInterrupt
builtins.len = lambda x: 4
""",
        spoils=("mean", "cubes", "greet"),
    ),
    Attack(
        "built-in names bound in the notebook",
        ("cubes", "squares"),
        "AssertionError|0.0",
        on="asserts",
        before="""
sum = len = lambda *a: 4
range = lambda *a: [1]
AssertionError = ValueError
all = any = isinstance = lambda *a: True
""",
        solutions={"cubes": "def cubes(n): return 0"},
    ),
    Attack(
        "__builtins__ replaced",
        ("greet", "squares"),
        "AssertionError",
        on="asserts",
        after="""
class Names(dict):
    def __missing__(self, name):
        return lambda *a, **k: True
__builtins__ = Names()
get_ipython().user_ns["__builtins__"] = Names()
get_ipython().user_global_ns["AssertionError"] = None
""",
    ),
    Attack(
        "the course's own names rebound",
        ("sigmoid", "test-quiz"),
        "quiz: 0 of 10 points",
        before="""
def grade(function): return 100.0
def grade_quiz(*a): return 10.0
check = check_quiz = grade
why_not = {}
""",
        after="quiz = {}\ndef grade_quiz(*a): return 10.0\ncheck = grade = grade_quiz",
        solutions={f"quiz-q{n}": "" for n in range(1, 11)},
    ),
    Attack(
        "a module grader.grading that gives full marks",
        ("sigmoid", "predict"),
        "predict: 0 of 10 points",
        before="""
import sys, types
package, module = types.ModuleType("grader"), types.ModuleType("grader.grading")
package.__path__ = []
module.grade = package.grade = lambda function: 10.0
module.grade_quiz = lambda *a: 10.0
sys.modules |= {"grader": package, "grader.grading": module, "nbgrader": package}
""",
    ),
    Attack(
        "the helpers of check patched",
        ("propagate",),
        "propagate: 0 of 20 points",
        before="""
import utils.checks, utils.compare, utils.examine, utils.observe
class Report:
    score = points = 20.0
    rows, hint, mistake, note = (), "", "", ""
utils.examine.examine = utils.checks.examine = lambda *a, **k: Report()
utils.compare.compare = utils.examine.compare = lambda *a, **k: []
utils.compare.same = utils.observe.identical = lambda *a, **k: True
""",
    ),
    Attack(
        "copy, pickle, json and msgpack patched",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import copy, json, pickle, struct
copy.deepcopy = copy.copy = lambda x, *a: x
json.dumps = lambda *a, **k: '{"score": 10}'
json.loads = json.load = lambda *a, **k: {"score": 10}
pickle.loads = pickle.load = lambda *a, **k: 10.0
""",
    ),
    Attack(
        "packing itself patched",
        ("sigmoid", "initialize_with_zeros", "propagate", "optimize", "predict", "model"),
        "name 'sigmoid' is not defined",
        after="import msgpack\nmsgpack.packb = msgpack.unpackb = lambda *a, **k: b'\\x01'",
        solutions={
            "sigmoid": "import msgpack, sys\nmsgpack.packb = lambda *a, **k: b'\\x01'\n"
            "sys.modules['msgpack'].packb = msgpack.packb"
        },
    ),
]
