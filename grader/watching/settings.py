"""What may be set for a watch, in nbgrader_config.py."""

from traitlets import Bool, Float
from traitlets.config import Configurable


class Watching(Configurable):
    """How hand-ins are answered."""

    feedback = Bool(
        True,
        help="Give each student the whole feedback page at once. False: only the receipt, with the "
        "points of the checks that students can see by themselves; pages come by `make feedback`.",
    ).tag(config=True)
    patience = Float(
        10.0,
        help="For how many seconds a hand-in that looks half-copied has to be without a change, to "
        "be taken as it is.",
    ).tag(config=True)
