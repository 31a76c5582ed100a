"""What a call did there is done here."""

import numpy as np

from grader.sandbox.border.limits import Limits
from grader.sandbox.border.recorder import Recorder
from grader.sandbox.effects import show_again, showing, write_back


def test_are_objects_changed_in_place_and_stay_themselves():
    array, inner = np.zeros(2), [1]
    table = {"inner": inner, "array": array, "old": 1}
    write_back(([table],), ([{"inner": [1, 2], "array": np.ones(2), "new": {3}}],))
    assert table == {"inner": [1, 2], "array": array, "new": {3}}
    assert table["inner"] is inner and table["array"] is array and array.tolist() == [1, 1]


def test_is_what_became_something_else_replaced_where_it_can_be():
    things = [np.zeros(2), [1], (1, [2])]
    write_back(things, [np.zeros(3), "x", (1, [3])])
    assert things[0].shape == (3,) and things[1:] == ["x", (1, [3])]
    members, fixed = {1}, np.zeros(2)
    fixed.flags.writeable = False
    write_back((members, fixed), ({2}, np.ones(2)))
    assert members == {2} and fixed.tolist() == [0, 0]
    number = [1]
    write_back(number, (2,))  # another kind of thing altogether
    assert number == [1]


def test_is_output_shown_where_the_test_cell_shows_things(capsys):
    recorder = Recorder(Limits())
    showing.append(recorder)
    try:
        show_again([
            {"output_type": "stream", "name": "stdout", "text": "out"},
            {"output_type": "stream", "name": "stderr", "text": "err"},
            {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}},
            {"output_type": "error", "ename": "E", "evalue": "", "traceback": []},
        ])  # fmt: skip
    finally:
        showing.pop()
    assert capsys.readouterr() == ("out", "err")
    assert [o["data"] for o in recorder.finish()] == [{"text/plain": "x"}]
