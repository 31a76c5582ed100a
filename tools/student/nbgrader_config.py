"""What a student's JupyterLab knows of the course, as `make lab` starts it: where to hand in."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader provides it
root = Path(os.environ.get("COURSE_ROOT") or Path(__file__).resolve().parents[2])
c.CourseDirectory.course_id = "neural-networks-by-hand"
c.Exchange.root = os.environ.get("EXCHANGE_ROOT") or str(root / "exchange")
