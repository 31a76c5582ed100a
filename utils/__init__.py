"""What a student's notebook imports: checks with explanations, data, plots."""

from utils.checks import check, check_quiz, failing_case

__all__ = ["check", "check_quiz", "failing_case"]
