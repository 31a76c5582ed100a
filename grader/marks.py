"""nbgrader's marks on a cell: what it is, what its checksum and its outputs say.

As `nbgrader.utils` has them, to the letter; `import nbgrader` loads its server, its converters and
its gradebook, more than a second for each process that only grades.
"""

import hashlib

from nbformat import NotebookNode


def nbgrader_of(cell: NotebookNode) -> dict:
    """nbgrader's marks on a cell, {} for an ordinary cell."""
    return cell.metadata.get("nbgrader") or {}


def is_grade(cell: NotebookNode) -> bool:
    """A cell that has points."""
    return nbgrader_of(cell).get("grade", False)


def is_solution(cell: NotebookNode) -> bool:
    """A cell that students write."""
    return nbgrader_of(cell).get("solution", False)


def is_task(cell: NotebookNode) -> bool:
    """A cell of text that a person gives points for."""
    return nbgrader_of(cell).get("task", False)


def is_locked(cell: NotebookNode) -> bool:
    """A cell that students cannot edit: what they make of it is put back."""
    if is_solution(cell):
        return False
    return is_grade(cell) or nbgrader_of(cell).get("locked", False)


def compute_checksum(cell: NotebookNode) -> str:
    """The checksum that nbgrader keeps of a marked cell as it was released."""
    info = nbgrader_of(cell)
    parts = [cell.source, cell.cell_type, is_grade(cell), is_solution(cell), is_locked(cell)]
    parts.append(info["grade_id"])
    if is_grade(cell):
        parts.append(float(info["points"]))
    return hashlib.md5("".join(map(str, parts)).encode()).hexdigest()


def determine_grade(cell: NotebookNode) -> tuple[float | None, float]:
    """The points that a graded cell's outputs show, and those that it could have.

    None where a person has to say. ``ValueError`` where a test shows more than there are,
    ``KeyError`` where it shows nothing.
    """
    most = float(nbgrader_of(cell)["points"])
    if is_solution(cell):
        untouched = nbgrader_of(cell).get("checksum") == compute_checksum(cell)
        return (0.0 if untouched else None), most
    if cell.cell_type != "code":
        return None, most
    for output in cell.outputs:
        if output.output_type == "error" or (
            output.output_type == "stream" and output.name == "stderr"
        ):
            return 0.0, most
        if output.output_type == "execute_result":
            return _partial(output["data"]["text/plain"], most), most
    return most, most


def _partial(shown: str | list[str], most: float) -> float:
    """The points that a test's last line says; all of them where it says something else."""
    if not shown:
        raise KeyError("text/plain")
    if isinstance(shown, list):
        if len(shown) > 1:
            return most
        shown = shown[0]
    try:
        points = float(shown)
    except ValueError:
        return most
    if points > most:
        raise ValueError("partial credit cannot be greater than maximum points for cell")
    return points if points >= 0 else most
