"""The conversation with the template."""

import time

import pytest

from grader.sandbox import Limits, Sandbox, SandboxFault


def test_can_the_box_run_only_one_submission_at_a_time(box):
    with box.session(), pytest.raises(SandboxFault), box.session():
        pass


def test_is_a_template_that_is_gone_replaced(files):

    with Sandbox(Limits(cell_seconds=5), files=files) as box:
        with box.session() as session:
            box.control.process.kill()
            box.control.process.wait()
            time.sleep(0.1)
            with pytest.raises(SandboxFault):
                session.run("1", "a")
        with box.session() as session:
            assert session.run("1", "a").ok
