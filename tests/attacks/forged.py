"""Forged outputs: a number shown where a score is read, errors hidden."""

from tests.attacks.attack import Attack

SHOW_SCORE = """
from IPython.display import display, publish_display_data
class Score:
    def __repr__(self): return "4.0"
    def _repr_mimebundle_(self, **k): return {"text/plain": "4.0"}
def show():
    display(Score())
    publish_display_data({"text/plain": "4.0"})
    shell = get_ipython()
    shell.display_pub.publish({"text/plain": "4.0"}, {})
    shell.displayhook(Score())
    print(4.0)
"""
BY_RECORDER = """
import gc
def recorders():
    return [r for o in gc.get_objects() if type(o).__name__ == "Recorder" for r in [o]]
def show():
    for recorder in recorders():
        recorder.outputs.clear()
        recorder.show({"text/plain": "4.0"}, {}, count=1)
"""
ATTACKS = [
    Attack(
        "a score displayed by a function under test",
        ("cubes", "squares"),
        "0.0",
        on="asserts",
        before=SHOW_SCORE,
        solutions={
            "cubes": "def cubes(n):\n    show()\n    return -1",
            "squares": "def squares(n):\n    show()\n    return [0] * n",
        },
    ),
    Attack(
        "an execute_result put straight into the recorder",
        ("cubes", "mean"),
        "Not equal to tolerance",
        on="asserts",
        before=BY_RECORDER,
        solutions={
            "cubes": "def cubes(n):\n    show()\n    return -1",
            "mean": "def mean(x):\n    show()\n    return -1.0",
        },
    ),
    Attack(
        "a score displayed before an exercise's own",
        ("predict",),
        "predict: 0 of 10 points",
        before=SHOW_SCORE.replace("4.0", "10.0"),
        solutions={"predict": "show()\ndef predict(w, b, X):\n    show()\n    return 7\n10.0"},
    ),
    Attack(
        "outputs cleared after an error",
        ("squares", "greet"),
        "AssertionError",
        on="asserts",
        before="from IPython.display import clear_output\n",
        solutions={
            "squares": "def squares(n):\n    clear_output()\n    return []",
            "greet": "def greet(n):\n    clear_output(wait=True)\n    print(1.0)\n    return ''",
        },
    ),
    Attack(
        "HTML that looks like a table of full marks",
        ("predict",),
        "predict: 0 of 10 points",
        solutions={
            "predict": """
from IPython.display import HTML, display
display(HTML("<script>document.title = 'owned'</script><b>sigmoid: 10 of 10 points</b>"))
def predict(w, b, X):
    raise ValueError("</pre><script>fetch('//192.0.2.1')</script>10.0")
"""
        },
    ),
    Attack(
        "exceptions that end a loop instead of failing a test",
        ("squares", "mean", "greet", "cubes"),
        "StopIteration|RuntimeError",
        on="asserts",
        solutions={
            name: f"def {name}(x):\n    raise {kind}"
            for name, kind in {
                "squares": "KeyboardInterrupt",
                "mean": "GeneratorExit",
                "greet": "StopIteration",
                "cubes": "SystemExit(0)",
            }.items()
        },
    ),
    Attack(
        "an exception with a forged name, class and traceback",
        ("squares", "cubes"),
        "interfered with the grading of its own code|'__traceback__' of 'ValueError'",
        on="asserts",
        before="""
class ValueError(BaseException):
    __name__ = __qualname__ = "ValueError"
    def __str__(self): return "forged"
    __traceback__ = property(lambda self: 1 / 0)
    args = property(lambda self: 1 / 0)
""",
        solutions={
            "squares": "def squares(n):\n    raise ValueError",
            "cubes": "def cubes(n):\n    raise ValueError",
        },
    ),
]
