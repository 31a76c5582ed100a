"""What an instructor may say about names and times: ``c.Collecting`` in nbgrader_config.py."""

from traitlets import Bool, List, Unicode
from traitlets.config import Configurable


class Collecting(Configurable):
    """How downloads of a learning platform are read."""

    patterns = List(
        Unicode(),
        help="""Regular expressions for names of your own, tried in turn before everything else on
        the whole path below archive/. Each has a group `student`, and may have `time`, `attempt`
        (a number) and `file`, the student's own name of the file.""",
    ).tag(config=True)
    names_file = Unicode(
        "names.csv",
        help="""A table, in the course's folder or beside an assignment's archive folder, from the
        names in downloads to students: a name, number or file name, the student; and in that of an
        assignment, where you know it, the time of handing in.""",
    ).tag(config=True)
    time_zone = Unicode(
        "",
        help="""The zone of times in names, for instance Europe/Berlin; names carry none. Without
        it such times put attempts in order, and nobody is late by them.""",
    ).tag(config=True)
    dry_run = Bool(False, help="Print the table and write nothing.").tag(config=True)
