"""Tampering with the file that is handed in: tests edited, marks and points forged."""

from nbformat.v4 import new_code_cell, new_output

from tests.attacks.attack import Attack
from tests.attacks.week2 import cell_of


def edit_tests(book):
    for cell in book.cells:
        if cell.id.startswith("test-"):
            cell.source = "10.0"


def delete_tests(book):
    book.cells = [cell for cell in book.cells if not cell.id.startswith("test-")]


def forge_points(book):
    for cell in book.cells:
        if cell.metadata.get("nbgrader"):
            cell.metadata.nbgrader.update(points=1000, grade=True, locked=False, checksum="0")


def add_graded_cells(book):
    marks = {"grade": True, "solution": False, "locked": True, "points": 100, "task": False}
    for number in range(5):
        extra = new_code_cell("100", id=f"extra-{number}")
        extra.metadata["nbgrader"] = marks | {"grade_id": f"extra-{number}", "schema_version": 3}
        book.cells.append(extra)


def skip_tests(book):
    for cell in book.cells:
        cell.metadata["tags"] = ["skip-execution"]
        cell.metadata["editable"] = False


def forge_outputs(book):
    for cell in book.cells:
        if cell.cell_type == "code":
            data = {"text/plain": "10.0"}
            cell.outputs = [new_output("execute_result", data, execution_count=1)]
            cell.execution_count = 1


def double_tests(book):
    test = cell_of(book, "test-predict")
    copy = new_code_cell("10.0", id="second", metadata=test.metadata)
    book.cells.insert(0, copy)


def exchange_names(book):
    one, other = cell_of(book, "test-predict"), cell_of(book, "test-sigmoid")
    one.metadata.nbgrader.grade_id, other.metadata.nbgrader.grade_id = (
        "test-sigmoid",
        "test-predict",
    )
    one.source, other.source = other.source, one.source
    one.id, other.id = other.id, one.id


def solution_as_test(book):
    """The answer poses as the test cell, so that it would run where tests run."""
    answer, test = cell_of(book, "predict"), cell_of(book, "test-predict")
    test.source = answer.source + "\nimport os\nprint('pid', os.getpid())\n10.0"
    answer.metadata.nbgrader.update(grade=True, solution=False, points=10, locked=True)


def another_kernel(book):
    book.metadata["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
    book.metadata["language_info"] = {"name": "bash"}


def hostile_ids(book):
    for cell in book.cells:
        if not cell.metadata.get("nbgrader"):
            cell.metadata["nbgrader"] = {"grade_id": ["a"], "points": {"$": 1}, "grade": "yes"}


SIGMOID = "predict: 0 of 10 points"
ATTACKS = [
    Attack(
        "test cells edited",
        ("predict",),
        "The test cell “test-predict” was edited",
        edit=edit_tests,
    ),
    Attack(
        "test cells deleted",
        ("predict",),
        "The test cell “test-predict” was deleted",
        edit=delete_tests,
    ),
    Attack(
        "points and marks forged",
        ("predict",),
        "had been changed; we used the original",
        edit=forge_points,
    ),
    Attack("graded cells added", ("predict",), "carried grading marks", edit=add_graded_cells),
    Attack("test cells tagged to be skipped", ("predict",), SIGMOID, edit=skip_tests),
    Attack("outputs handed in", ("predict",), SIGMOID, edit=forge_outputs),
    Attack("a second test cell", ("predict",), "was there twice; we kept ours", edit=double_tests),
    Attack("two test cells exchanged", ("predict",), SIGMOID, edit=exchange_names),
    Attack(
        "an answer that poses as a test",
        ("predict",),
        "was edited; we used the original",
        edit=solution_as_test,
    ),
    Attack(
        "another kernel asked for", ("predict",), "asked for the kernel “bash”", edit=another_kernel
    ),
    Attack("marks of the wrong kind", ("predict",), "carried grading marks", edit=hostile_ids),
    Attack(
        "files handed in under names that lead elsewhere",
        ("predict",),
        SIGMOID,
        files={
            "../attack-was-here.txt": b"x",
            "/tmp/attack-was-here": b"x",
            "datasets/../../../tmp/attack-was-here": b"x",
            "notebook'; import os; os._exit(1); '.txt": b"x",
            "checks.json/inside": b"x",
        },
    ),
]
