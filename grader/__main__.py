"""The grader's command line: ``python -m grader COMMAND``."""

import argparse
import sys
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from grader import judge, lesson_pages, lessons, lint, practice, scores, sheets
from grader.alike import command as alike
from grader.authoring import new
from grader.collecting import app as collecting
from grader.exercises import ExerciseError
from grader.gradebook import GradebookError
from grader.hunting import app as hunting
from grader.outputs.text import one_line
from grader.pipeline.bundle import BundleError
from grader.platforms import app as giving
from grader.platforms import gradescope
from grader.platforms.sheets import SheetError
from grader.report import command as report
from grader.sandbox import SandboxError, capabilities
from grader.secret import SecretError
from grader.website import command as site


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="python -m grader", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    sub = commands.add_parser("lint", help="prove that every exercise tells right from wrong")
    sub.add_argument("assignment", nargs="*", help="all of source/ when none is named")
    sub.set_defaults(run=lambda options: lint.run(options.assignment))
    sub = commands.add_parser("new", help="make an assignment, with one exercise to look at")
    sub.add_argument("assignment", help="its name, such as my-assignment")
    sub.set_defaults(run=lambda options: new.run(options.assignment))
    sub = commands.add_parser("scores", help="print the students and their scores")
    sub.add_argument("assignment", nargs="*", help="all of the gradebook when none is named")
    sub.add_argument("--json", action="store_true", help="print all that is known as data")
    sub.set_defaults(run=lambda options: scores.run(options.assignment, options.json))
    sub = commands.add_parser("report", help="write a page on what a class understood")
    sub.add_argument("assignment", nargs="*", help="all that are graded when none is named")
    sub.add_argument("--anonymous", action="store_true", help="name no student in it")
    sub.set_defaults(run=lambda options: report.run(options.assignment, options.anonymous))
    sub = commands.add_parser("alike", help="write a page on submissions that are much alike")
    sub.add_argument("assignment")
    sub.add_argument("--anonymous", action="store_true", help="name no student in it")
    sub.set_defaults(run=lambda options: alike.run(options.assignment, options.anonymous))
    sub = commands.add_parser("watch", help="grade what is handed in as it arrives")
    sub.add_argument("assignment", nargs="*", help="all that are released when none is named")
    sub.add_argument("--folder", type=Path, help="copy from here as well: STUDENT/ASSIGNMENT/files")
    sub.add_argument("--once", action="store_true", help="only what is there now")
    sub.set_defaults(run=watch)
    sub = commands.add_parser("judge", help="judge the functions of a Python file or a notebook")
    sub.add_argument("assignment")
    sub.add_argument("file", type=Path)
    sub.add_argument("--json", action="store_true", help="print data instead of tables")
    sub.add_argument("--summary", type=Path, help="also add a summary to this file, for GitHub")
    _add_sandbox(sub)
    sub.set_defaults(run=lambda o: judge.run(o.assignment, o.file, o.json, o.sandbox, o.summary))
    sub = commands.add_parser("collect", help="sort a platform's downloads by student")
    sub.add_argument("assignment")
    sub.add_argument("--dry-run", action="store_true", help="print the table, write nothing")
    sub.add_argument("--force", action="store_true", help="also what was collected before")
    sub.set_defaults(run=lambda o: collecting.run(o.assignment, o.dry_run, o.force))
    sub = commands.add_parser("give-back", help="fill a platform's sheet with grades")
    sub.add_argument("assignment")
    sub.add_argument("sheet", type=Path, nargs="?", help="as the platform exported it")
    sub.add_argument("--column", default="", help="the title of the column, or its number")
    points = sub.add_mutually_exclusive_group()
    points.add_argument(
        "--scale", action="store_true", default=None, help="all of our points are all of theirs"
    )
    points.add_argument("--points", dest="scale", action="store_false", help="ours as they are")
    sub.add_argument("--partial", action="store_true", help="also where answers are to be read")
    sub.add_argument("--comments", action="store_true", help="a few words, where there are none")
    sub.add_argument("--feedback", action="store_true", help="also pack the feedback pages")
    sub.add_argument("--dry-run", action="store_true", help="print the table, write nothing")
    sub.set_defaults(run=give_back)
    sub = commands.add_parser("gradescope", help="build the zip of an autograder for Gradescope")
    sub.add_argument("assignment")
    sub.add_argument("--to", type=Path, help="the zip, instead of build/gradescope/ASSIGNMENT.zip")
    sub.set_defaults(run=lambda o: gradescope.run(o.assignment, o.to))
    sub = commands.add_parser("hunt", help="write a bug hunt from an assignment's known mistakes")
    sub.add_argument("assignment")
    sub.add_argument("--seed", default="", help="draw by this name; the same one draws the same")
    sub.add_argument("--students", nargs="*", default=(), help="a copy for each, drawn by the name")
    sub.add_argument("--to", type=Path, help="the folder to write to, instead of build/hunts")
    sub.add_argument("--graded", action="store_true", help="also write it to source/, to grade it")
    sub.add_argument("--force", action="store_true", help="write anew what is there already")
    sub.set_defaults(
        run=lambda o: hunting.run(o.assignment, o.seed, o.students, o.to, o.graded, o.force)
    )
    sub = commands.add_parser("links", help="write the links of the lessons, back and on")
    sub.set_defaults(run=lambda options: links())
    sub = commands.add_parser("site", help="build the course's site, in build/site/html")
    sub.add_argument("--to", type=Path, help="another folder for it")
    sub.set_defaults(run=lambda options: site.run(options.to))
    sub = commands.add_parser("practice", help="write the check file beside the lessons")
    sub.set_defaults(run=lambda options: practice.write())
    sub = commands.add_parser("sheets", help="write the sheets of the weeks and the glossary")
    sub.set_defaults(run=lambda options: sheets.write())
    sub = commands.add_parser("pages", help="write the lessons as pages to read offline")
    sub.add_argument("--to", type=Path, help="the folder, instead of build/pages")
    sub.set_defaults(run=lambda options: lesson_pages.run(options.to))
    sub = commands.add_parser("doctor", help="say what the sandbox enforces on this machine")
    sub.set_defaults(run=lambda options: doctor())
    return top


def _add_sandbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sandbox",
        choices=("auto", "required", "off"),
        default="auto",
        help="isolate with bubblewrap (auto, required), or not at all",
    )


def give_back(options: argparse.Namespace) -> int:
    """Give back an assignment as the options ask."""
    names = ("column", "scale", "partial", "comments", "feedback", "dry_run")
    wish = giving.Wish(**{name: getattr(options, name) for name in names})
    return giving.run(options.assignment, options.sheet, wish)


def watch(options: argparse.Namespace) -> int:
    """Watch as the options ask; only this command waits for what that needs to be imported."""
    from grader.watching import app

    return app.run(options.assignment, options.folder, options.once)


def links() -> int:
    """Link the lessons, and say which of them changed."""
    changed = lessons.link_all()
    print("\n".join(changed) or "All lessons are linked as they should be.")
    return 0


def doctor() -> int:
    """Print what is enforced here, a line each; status 0 when all of it is."""
    found = capabilities()
    print(found.pop("sandbox"))
    found.pop("isolated")
    for name, enforced in found.items():
        print(f"  {'enforced    ' if enforced else 'NOT ENFORCED'}  {name}")
    return 0 if found and all(found.values()) else 1


def main() -> int:
    """Run one command; an error is one line and a status of 1."""
    options = parser().parse_args()
    try:
        return options.run(options)
    except (
        BundleError,
        ExerciseError,
        GradebookError,
        SandboxError,
        SecretError,
        SheetError,
        site.SiteError,
    ) as error:
        print(f"grader: {error}", file=sys.stderr)
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        print(f"grader: {one_line(said)}", file=sys.stderr)
    except DBAPIError as error:
        print(f"grader: the gradebook: {one_line(str(error.orig))}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
