"""Does the bench of the closing library run what the notebook holds, and count by turns?"""

import importlib.util

from tests import bench_library
from tests.bench_library import digits, library, main, measured, ours


def test_the_library_of_the_notebook_learns_step_by_step():
    step = ours(*digits())
    costs = [step(number % 3) for number in range(60)]
    assert all(isinstance(cost, float) for cost in costs) and costs[-1] < 0.9 * costs[0]
    assert {"train", "update_parameters_with_adam"} <= library().keys()


def test_each_is_run_as_often_by_turns():
    called = []
    steps = {"a": lambda number: called.append("a"), "b": lambda number: called.append("b")}
    found = measured(steps, rounds=2, count=2)
    assert called == ["a", "a", "b", "b"] * 2 and found.keys() == {"a", "b"}


def test_without_pytorch_nothing_is_measured_and_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main([]) == 0 and "PyTorch is not installed" in capsys.readouterr().out


def test_a_library_that_is_too_slow_is_told(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(bench_library, "theirs", lambda *words, **more: None)
    for ours_takes, status in ((1.1, 0), (1.3, 1)):
        times = {"library": ours_takes, "PyTorch": 2.0, "PyTorch, fused Adam": 1.0}
        monkeypatch.setattr(bench_library, "measured", lambda steps, found=times: found)
        assert main([str(tmp_path / "found.json")]) == status
        assert f"{ours_takes:.2f} times PyTorch" in capsys.readouterr().out
    assert '"ratio": 1.3' in (tmp_path / "found.json").read_text()
