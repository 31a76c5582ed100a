"""The grader's command line: ``python -m grader COMMAND``."""

import argparse
import sys

from grader import lint, scores
from grader.exercises import ExerciseError


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="python -m grader", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    sub = commands.add_parser("lint", help="prove that every exercise tells right from wrong")
    sub.add_argument("assignment", nargs="*", help="all of source/ when none is named")
    sub.set_defaults(run=lambda options: lint.run(options.assignment))
    sub = commands.add_parser("scores", help="print the students and their scores")
    sub.add_argument("assignment", nargs="*", help="all of the gradebook when none is named")
    sub.set_defaults(run=lambda options: scores.run(options.assignment))
    return top


def main() -> int:
    """Run one command; an error is one line and a status of 1."""
    options = parser().parse_args()
    try:
        return options.run(options)
    except ExerciseError as error:
        print(f"grader: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
