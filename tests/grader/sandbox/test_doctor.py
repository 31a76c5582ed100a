"""What is enforced, tried out."""

from grader.sandbox import capabilities


def test_does_the_doctor_find_everything_enforced(isolated_box):
    found = capabilities("required")
    assert [name for name, value in found.items() if value is False] == []
    assert found["isolated"] is True


def test_does_the_doctor_tell_what_is_missing_without_isolation():
    found = capabilities("off")
    assert found["isolated"] is False
    assert found["no view of the grader's files"] is False
    assert found["time"] is True
    assert "no isolation" in found["sandbox"]
