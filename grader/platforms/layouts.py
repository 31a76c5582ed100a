"""What the columns of a platform's table of grades mean.

Words that a platform translates are known for Moodle in five languages; elsewhere it is the shape
of a column that tells: a number in brackets, a mark with a bar. Nothing is guessed: where several
columns may be meant, ``--column`` says which.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.platforms.sheets import DELIMITERS, Cell, Sheet, SheetError, read_sheet

# Identifier, grade and comments; the maximum stands beside the grade in every language.
MOODLE = (
    ("identifier", "grade", "feedback comments"),
    ("id", "bewertung", "feedback als kommentar"),
    ("identifiant", "note", "feedback par commentaires"),
    ("identificador", "calificación", "comentarios de retroalimentación"),
    ("identificativo", "valutazione", "commenti"),
)
_CANVAS = re.compile(r"(?P<title>.*\S)\s+\((?P<number>\d+)\)\s*", re.DOTALL)
_BLACKBOARD = re.compile(r"(?P<title>.*?)(?:\s*\[(?P<most>[^\]]*)\])?\s*\|(?P<number>\d+)\s*")
_BRIGHTSPACE = re.compile(r"(?P<title>.+?) Points Grade(?:\s*<(?P<most>.*)>)?\s*", re.DOTALL)
_PARTICIPANT = re.compile(r"\D*?(\d+)\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Column:
    """A column that a grade may go into: its title without, and with, the platform's marks."""

    place: int
    title: str
    header: str
    number: str = ""


@dataclass(frozen=True)
class Line:
    """One student's line: its row, and what names the student.

    ``number`` is the platform's own, ``keys`` are logins and the like, the surest first;
    ``most`` is what the platform gives at most.
    """

    row: int
    number: str
    keys: tuple[str, ...]
    name: str
    most: float | None = None

    @property
    def shown(self) -> str:
        """The student as a person reads it."""
        return self.name or next(iter(self.keys), self.number)


@dataclass(frozen=True)
class Layout:
    """A sheet with what it means: the column for the grades, and one for comments, if any.

    ``comma`` is whether numbers have a comma before the decimals.
    """

    platform: str
    sheet: Sheet
    column: Column
    lines: tuple[Line, ...]
    comments: int | None = None
    comma: bool = False

    def cell(self, line: Line, column: int) -> Cell | None:
        """A cell of a line; None where the line is too short to have it."""
        row = self.sheet.rows[line.row]
        return row[column] if column < len(row) else None


Found = tuple[str, int, list[Column]]  # a platform, its header's row, where grades may go


def layout_of(data: bytes, assignment: str, asked: str = "") -> Layout:
    """What a sheet is, and where the grades of an assignment go; ``asked`` names the column."""
    sheet, (platform, top, columns) = _recognised(data, asked)
    column = chosen(columns, assignment, asked, sure=platform == "Moodle")
    head = [plain(cell.text) for cell in sheet.rows[top]]
    lines = tuple(_LINES[platform](sheet, top, head, column))
    comments = maximum = None
    if platform == "Moodle":
        comments = next((head.index(words[2]) for words in MOODLE if words[2] in head), None)
        maximum = _beside(sheet, lines, column.place + 1)
    comma = _comma(sheet, lines, [column.place, column.place + 1])
    if maximum is not None:
        lines = tuple(_with_most(sheet, line, maximum) for line in lines)
    return Layout(platform, sheet, column, lines, comments, comma)


def _beside(sheet: Sheet, lines: Sequence[Line], place: int) -> int | None:
    """The column at this place if it holds the points that can be reached: numbers alone."""
    rows = [sheet.rows[line.row] for line in lines]
    texts = [row[place].text for row in rows if place < len(row)]
    sure = bool(texts) and all(number_in(text) is not None for text in texts)
    return place if sure else None


def _recognised(data: bytes, asked: str) -> tuple[Sheet, Found]:
    for delimiter in DELIMITERS:
        sheet = read_sheet(data, delimiter)
        for top, row in enumerate(sheet.rows[:5]):
            if found := _platform(sheet, top, row, asked):
                return sheet, (found[0], top, found[1])
    raise SheetError(
        "no line of it is the head of a table that Canvas, Moodle, Brightspace or Blackboard "
        "exports for grading. A Moodle worksheet in another language needs --column with the title "
        "of the column for grades"
    )


def _platform(
    sheet: Sheet, top: int, row: Sequence[Cell], asked: str
) -> tuple[str, list[Column]] | None:
    head = [plain(cell.text) for cell in row]
    if len(head) < 2:
        return None
    words = next((w for w in MOODLE if head[0] == w[0] and w[1] in head), None)
    if words and _participants(sheet, top):
        return "Moodle", [_column(row, head.index(words[1]))]
    if {"orgdefinedid", "username"} & set(head) and "end-of-line indicator" in head:
        return "Brightspace", _columns(row, _BRIGHTSPACE)
    if columns := _columns(row, _BLACKBOARD):
        return "Blackboard", columns
    columns = _columns(row, _CANVAS)
    if "id" in head and (columns or "section" in head):
        return "Canvas", columns
    if asked and plain(asked) in head[1:] and _participants(sheet, top):
        return "Moodle", [_column(row, head.index(plain(asked)))]
    return None


def _participants(sheet: Sheet, top: int) -> bool:
    """Whether the first column numbers the participants, as Moodle's does in every language."""
    below = [row[0].text for row in sheet.rows[top + 1 :] if len(row) > 1]
    return all(_PARTICIPANT.fullmatch(text) for text in below)


def _column(row: Sequence[Cell], place: int) -> Column:
    return Column(place, row[place].text, row[place].text)


def _columns(row: Sequence[Cell], form: re.Pattern[str]) -> list[Column]:
    found = []
    for place, cell in enumerate(row):
        if match := form.fullmatch(cell.text):
            number = match.groupdict().get("number") or ""
            found.append(Column(place, match["title"], cell.text, number))
    return found


def chosen(columns: Sequence[Column], assignment: str, asked: str, sure: bool = False) -> Column:
    """The column of an assignment: the one that is asked for, or the only one of its name."""
    if asked:
        wanted = plain(asked)
        found = [c for c in columns if wanted in (plain(c.header), plain(c.title), c.number)]
        if len(found) == 1:
            return found[0]
        what = "no column" if not found else "more than one column"
        raise SheetError(f"{what} is called “{asked}”; there are: {_listed(columns)}")
    if sure:
        return columns[0]
    own = words_of(assignment)
    exact = [column for column in columns if words_of(column.title) == own]
    close = [column for column in columns if _close(words_of(column.title), own)]
    for found in (exact, close):
        if len(found) == 1:
            return found[0]
    why = "several columns may be" if exact or close else "no column is called like"
    raise SheetError(
        f"{why} {assignment}: say which with --column; there are: {_listed(columns) or 'none'}"
    )


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(f"“{column.header}”" for column in columns[:12])


def words_of(title: str) -> list[str]:
    """The words and numbers of a title: week, 2, logistic, regression."""
    return re.findall(r"\d+|[^\W\d_]+", plain(title))


def _close(title: list[str], own: list[str]) -> bool:
    """Whether one title goes on where the other ends, with a number in what they share."""
    short, long = sorted((title, own), key=len)
    return len(short) > 1 and long[: len(short)] == short and any(w.isdigit() for w in short)


def plain(text: str) -> str:
    """A text as titles and names are compared."""
    return " ".join(text.casefold().split())


# --- the lines of each platform -------------------------------------------------------------------


def _texts(sheet: Sheet, top: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.rows[top + 1 :], top + 1):
        if len(row) > 1:
            yield number, [cell.text.strip() for cell in row]


def _values(row: Sequence[str], head: Sequence[str], titles: Sequence[str]) -> list[str]:
    """What a row says in the columns of these titles, as far as there are any."""
    places = [head.index(title) for title in titles if title in head]
    return [row[place] for place in places if place < len(row) and row[place]]


def _canvas_lines(sheet: Sheet, top: int, head: list[str], column: Column) -> Iterator[Line]:
    """Students have a number; what is above them says the points, or how grades are posted."""
    number, most = head.index("id"), None
    rest = ["sis user id", "sis login id", "integration id"]
    for row, texts in _texts(sheet, top):
        if len(texts) <= number or not texts[number]:
            said = texts[column.place] if column.place < len(texts) else ""
            if "read only" in said:
                raise SheetError(f"“{column.header}” is read only in Canvas: choose another column")
            most = number_in(said) or most
            continue
        keys = _values(texts, head, rest)
        yield Line(row, texts[number], tuple(keys), texts[0], most)


def _moodle_lines(sheet: Sheet, top: int, head: list[str], column: Column) -> Iterator[Line]:
    """The participant's number; then what else is a text of the line, as the name and address."""
    for row, texts in _texts(sheet, top):
        found = _PARTICIPANT.fullmatch(texts[0])
        if found:
            others = [text for place, text in enumerate(texts[1:4], 1) if place != column.place]
            yield Line(row, found[1], tuple(filter(None, others)), others[0] if others else "")


def _brightspace_lines(sheet: Sheet, top: int, head: list[str], column: Column) -> Iterator[Line]:
    said = _BRIGHTSPACE.fullmatch(column.header)
    most = re.search(r"MaxPoints:\s*(\d+(?:[.,]\d+)?)", (said and said["most"]) or "")
    for row, texts in _texts(sheet, top):
        keys = _values(texts, head, ["orgdefinedid", "username", "email"])
        name = " ".join(_values(texts, head, ["first name", "last name"]))
        keys = tuple(key.removeprefix("#") for key in keys)
        yield Line(row, next(iter(keys), ""), keys, name, number_in(most[1]) if most else None)


def _blackboard_lines(sheet: Sheet, top: int, head: list[str], column: Column) -> Iterator[Line]:
    """The username stands third in every language; a student ID may follow."""
    said = _BLACKBOARD.fullmatch(column.header)
    most = _NUMBER.search((said and said["most"]) or "")
    user = head.index("username") if "username" in head else 2
    for row, texts in _texts(sheet, top):
        if user < len(texts) and texts[user]:
            keys = (texts[user], *_values(texts, head, ["student id"]))
            name = f"{texts[1]} {texts[0]}"
            yield Line(row, texts[user], keys, name, number_in(most[0]) if most else None)


_LINES: dict[str, Callable[[Sheet, int, list[str], Column], Iterator[Line]]] = {
    "Canvas": _canvas_lines,
    "Moodle": _moodle_lines,
    "Brightspace": _brightspace_lines,
    "Blackboard": _blackboard_lines,
}


# --- numbers --------------------------------------------------------------------------------------


def number_in(text: str) -> float | None:
    """A number as platforms write it: the last comma or point stands before the decimals."""
    bare = re.sub(r"[\s’']", "", text)
    found = re.fullmatch(r"(?P<whole>[+-]?[\d.,]*?)(?:[.,](?P<rest>\d*))?", bare, re.ASCII)
    if not found or not re.search(r"\d", bare):
        return None
    whole = re.sub(r"[.,]", "", found["whole"])
    return float(f"{whole}.{found['rest'] or 0}")


def _comma(sheet: Sheet, lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether numbers in these columns are written with a comma, or, without any, likely are."""
    texts = [
        sheet.rows[line.row][place].text
        for line in lines
        for place in places
        if place < len(sheet.rows[line.row])
    ]
    marks = [mark[1] for text in texts if (mark := re.fullmatch(r"\s*[\d.,]*([.,])\d+\s*", text))]
    return marks[0] == "," if marks else sheet.delimiter == ";"


def _with_most(sheet: Sheet, line: Line, place: int) -> Line:
    row = sheet.rows[line.row]
    most = number_in(row[place].text) if place < len(row) else None
    return replace(line, most=most)
