"""Code that rewrites code: transformers, import hooks, the shell itself."""

from tests.attacks.attack import Attack

EMPTY_TESTS = """
shell = get_ipython()
def empty(lines):
    return [] if any("assert" in line or "grade" in line for line in lines) else lines
"""
ATTACKS = [
    Attack(
        "an input transformer that empties test cells",
        ("sigmoid", "propagate", "test-quiz"),
        "quiz: 0 of 10 points",
        before=EMPTY_TESTS + "shell.input_transformers_cleanup.append(empty)",
        solutions={f"quiz-q{n}": "" for n in range(1, 11)},
    ),
    Attack(
        "an input transformer before asserts",
        ("squares", "mean", "cubes"),
        "AssertionError",
        on="asserts",
        before=EMPTY_TESTS + "shell.input_transformers_post.append(empty)",
    ),
    Attack(
        "an AST transformer that drops asserts",
        ("squares", "greet"),
        "AssertionError",
        on="asserts",
        before="""
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
    def visit_Raise(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
""",
        solutions={"squares": "def squares(n): return [0]", "greet": "def greet(n): return ''"},
        spoils=("mean", "cubes", "settings"),
    ),
    Attack(
        "hooks around every cell",
        ("sigmoid", "predict"),
        "object float can't be used in .await. expression",
        before="""
shell = get_ipython()
shell.events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "10.0"))
shell.set_custom_exc((BaseException,), lambda *a, **k: None)
shell.run_cell_async = shell.run_code = lambda *a, **k: 10.0
type(shell).showtraceback = lambda *a, **k: None
""",
        spoils=("propagate", "optimize", "initialize_with_zeros", "model", "test-quiz"),
    ),
    Attack(
        "magics that act on cells and files",
        ("predict",),
        "Read-only file system",
        before="%load_ext autoreload\n%autoreload 2\n%alias_magic t time\n!rm -rf /files utils\n"
        "%cd /tmp\n%reset_selective -f grade\n%xmode Plain",
        solutions={"predict": "%%writefile utils/checks.py\ndef check(f): return 10.0"},
    ),
    Attack(
        "an import hook that hands out its own modules",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import sys, importlib.abc, importlib.machinery, builtins
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.startswith(("grader", "nbgrader", "numpy.testing", "utils")):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
    def create_module(self, spec): return None
    def exec_module(self, module):
        module.grade = module.check = lambda *a, **k: 10.0
sys.meta_path.insert(0, Finder())
for name in [n for n in sys.modules if n.startswith(("grader", "utils", "numpy.testing"))]:
    del sys.modules[name]
genuine = builtins.__import__
builtins.__import__ = lambda name, *a, **k: genuine(name, *a, **k)
""",
    ),
    Attack(
        "sys.modules emptied and refilled",
        ("sigmoid", "predict", "model", "optimize", "propagate", "initialize_with_zeros"),
        "0 of 10 points|interfered|ended its process",
        before="""
import sys, types
fake = types.ModuleType("numpy")
fake.__getattr__ = lambda name: lambda *a, **k: 1.0
sys.modules["numpy"] = fake
np = fake
""",
    ),
    Attack(
        "modules handed in beside the notebook",
        ("predict",),
        "predict: 0 of 10 points",
        files={
            name: b"import builtins\nbuiltins.abs = lambda x: 0\ndef grade(f): return 10.0\n"
            b"def check(f): return 10.0\nallclose = isclose = lambda *a, **k: True\n"
            for name in (
                "sitecustomize.py",
                "usercustomize.py",
                "numpy.py",
                "grader/__init__.py",
                "grader/grading.py",
                "utils/checks.py",
                "conftest.py",
                "msgpack.py",
                ".ipython/profile_default/startup/00.py",
                "nbgrader_config.py",
                "checks.json",
            )
        },
        before="import importlib, sys\nsys.path.insert(0, '')\nimport grader.grading\n"
        "import sitecustomize",
    ),
    Attack(
        "sitecustomize and .pth files in Python's own folders",
        ("predict",),
        "written: \\[\\]",
        before="""
import os, site, sys
written = []
places = [*site.getsitepackages(), site.getusersitepackages(), *sys.path, sys.prefix, "/usr/lib"]
for place in places:
    for name in ("sitecustomize.py", "attack-was-here.pth"):
        path = os.path.join(place, name)
        if not os.path.abspath(path).startswith("/tmp/"):
            try:
                open(path, "w").write("import os")
                written.append(path)
            except OSError:
                pass
print("written:", written)
""",
    ),
    Attack(
        "a trace and a profile function that change what functions return",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import sys, threading
def trace(frame, event, argument):
    if frame.f_code.co_name in ("op_call", "encode", "answer"):
        frame.f_locals["seconds"] = 0.0
    return trace
threading.settrace(trace)
sys.setprofile(lambda *a: None)
""",
    ),
]
