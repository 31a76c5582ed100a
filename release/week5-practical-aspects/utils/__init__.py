"""What a student's notebook imports: checks with explanations, data, plots."""

from utils.checks import check, check_quiz

__all__ = ["check", "check_quiz"]
