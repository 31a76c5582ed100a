"""What came of a cell or a call."""

from grader.sandbox.results import CallReport, CellResult, StudentError, error_output


def test_is_a_cell_right_without_error_and_fault():
    assert CellResult("a", [], 0.0).ok
    assert not CellResult("a", [], 0.0, error=ValueError()).ok
    assert not CellResult("a", [], 0.0, fault=TypeError()).ok


def test_does_a_report_give_its_text_and_its_exception():
    outputs = [{"output_type": "stream", "name": n, "text": n} for n in ("stdout", "stderr")]
    raised = ValueError("x")
    report = CallReport("f", error=StudentError("E", "x", [], None, raised), outputs=[*outputs, {}])
    assert (report.stdout, report.stderr, report.exception) == ("stdout", "stderr", raised)
    assert CallReport("f").exception is None


def test_is_an_error_shown_by_its_name_and_message():
    assert error_output("E", "m") == {
        "output_type": "error", "ename": "E", "evalue": "m", "traceback": ["E: m"],
    }  # fmt: skip
    assert error_output("E", "m", ["line"])["traceback"] == ["line"]
