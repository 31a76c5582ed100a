"""Is each platform's sheet understood, in its languages, and the right column found?"""

import pytest

from grader.platforms.layouts import layout_of, number_in
from grader.platforms.sheets import SheetError
from tests.grader.platforms import exports

SHEETS = {
    "Canvas": exports.CANVAS,
    "Canvas ;": exports.CANVAS_SEMICOLON,
    "Moodle": exports.MOODLE,
    "Moodle de": exports.MOODLE_GERMAN.encode("utf-8-sig"),
    "Moodle de, old": exports.MOODLE_GERMAN.encode("cp1252"),
    "Brightspace": exports.BRIGHTSPACE,
    "Blackboard": exports.BLACKBOARD.encode("utf-16"),
    "Blackboard, comma": exports.BLACKBOARD.replace("\t", ",").encode(),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_platform_lines_and_maximum_are_known(kind):
    layout = layout_of(SHEETS[kind], exports.NAME)
    assert layout.platform == kind.split()[0].strip(",")
    assert len(layout.lines) == 3 + (kind == "Canvas")
    assert {line.most for line in layout.lines} == {60.0}
    assert layout.comma == (";" in kind or " de" in kind)
    texts = [layout.cell(line, layout.column.place).text for line in layout.lines[:3]]
    assert texts[0] == "" and number_in(texts[1]) in (12.0, 41.5)
    assert (layout.comments is not None) == (layout.platform == "Moodle")


MOODLE_HEADS = {
    "en": "Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments",
    "de": "ID,Name,Bewertung,x,Zuletzt geändert (Bewertung),Feedback als Kommentar",
    "fr": "Identifiant,Nom,Note,x,Dernière modification (note),Feedback par commentaires",
    "es": "Identificador,Nombre,Calificación,x,Última modificación (calificación),"
    "Comentarios de retroalimentación",
    "it": "Identificativo,Nome,Valutazione,x,Ultima modifica (valutazione),Commenti",
}


@pytest.mark.parametrize("language", MOODLE_HEADS)
def test_moodle_speaks_several_languages(language):
    sheet = f"{MOODLE_HEADS[language]}\nWort12,Student One,,10.00,-,\n"
    layout = layout_of(sheet.encode(), exports.NAME)
    (line,) = layout.lines
    assert (layout.platform, layout.column.place, layout.comments) == ("Moodle", 2, 5)
    assert (line.number, line.name, line.most) == ("12", "Student One", 10.0)


def test_moodle_in_another_language_needs_the_title():
    sheet = "Идентификатор,Имя,Оценка,Макс\nУчастник12,Student One,,10\n".encode()
    with pytest.raises(SheetError, match="--column"):
        layout_of(sheet, exports.NAME)
    assert layout_of(sheet, exports.NAME, "Оценка").column.place == 2


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (["Week 2: Logistic regression (5)", "Week 2 (6)"], "Week 2: Logistic regression (5)"),
        (["week2-logistic-regression (5)", "Quiz 2 (6)"], "week2-logistic-regression (5)"),
        (["Week 2 (5)", "Week 20 (6)", "Week 1 (7)"], "Week 2 (5)"),
        (["Week 2 logistic regression notebook (5)"], "Week 2 logistic regression notebook (5)"),
    ],
)
def test_the_column_is_the_only_one_of_that_name(titles, found):
    sheet = f"Student,ID,Section,{','.join(titles)}\nOne,1,A{',' * len(titles)}\n"
    assert layout_of(sheet.encode(), exports.NAME).column.header == found


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (["Week 20 (5)"], ""),
        (["Week 1 (5)"], ""),
        (["Logistic regression (5)"], ""),
        (["Week 2 quiz (5)"], ""),
        (["Week (5)"], ""),
        (["Week 2 (5)", "Week 2 logistic (6)"], ""),
        (["Week 2 (5)", "Week 2 (6)"], "Week 2"),
        (["Week 2 (5)"], "Week 3"),
        ([], ""),
    ],
)
def test_where_several_or_none_may_be_meant_nothing_is_guessed(titles, asked):
    sheet = f"Student,ID,Section{''.join(',' + t for t in titles)}\nOne,1,A{',' * len(titles)}\n"
    with pytest.raises(SheetError, match="column"):
        layout_of(sheet.encode(), exports.NAME, asked)


@pytest.mark.parametrize("asked", ["Quiz", "5", "quiz (5)"])
def test_a_column_can_be_asked_for_by_title_or_number(asked):
    sheet = b"Student,ID,Section,Quiz (5),Week 2 (6)\nOne,1,A,,\n"
    assert layout_of(sheet, exports.NAME, asked).column.number == "5"


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"student_id,score\nx,1\n", b"<html>"])
def test_another_table_is_refused(data):
    with pytest.raises(SheetError, match="Canvas, Moodle"):
        layout_of(data, exports.NAME)


def test_a_column_that_canvas_reads_only_is_refused():
    sheet = b"Student,ID,Section,Week 2 (5)\nPoints Possible,,,(read only)\nOne,1,A,\n"
    with pytest.raises(SheetError, match="read only"):
        layout_of(sheet, exports.NAME)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12,5", 12.5), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("-", None),
     ("", None), ("EX", None), (" 7 ", 7), ("1e5", None), (".5", 0.5), ("٣", None)],
)  # fmt: skip
def test_numbers_are_read_as_the_platforms_write_them(text, number):
    assert number_in(text) == number
