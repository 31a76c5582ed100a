"""Whoever asks somebody at a keyboard is told that nobody is there."""

import pytest

ASKING = {
    "input": "input('Your name? ')",
    "getpass": "import getpass\ngetpass.getpass()",
    "getpass by name": "from getpass import getpass\ngetpass()",
    "stdin": "import sys\nsys.stdin.read()",
    "a line": "import sys\nsys.stdin.readline()",
    "lines": "import sys\nfor line in sys.stdin: pass",
    "list": "import sys\nlist(sys.stdin.readlines())",
    "breakpoint": "breakpoint()",
    "pdb": "import pdb; pdb.set_trace()",
    "Pdb": "import pdb; pdb.Pdb().set_trace()",
    "IPython's": "from IPython.core.debugger import set_trace\nset_trace()",
    "embed": "import IPython\nIPython.embed()",
    "embed by name": "from IPython import embed\nembed()",
    "embed by module": "from IPython.terminal.embed import embed\nembed()",
    "a shell": "from IPython.terminal import embed\nembed.InteractiveShellEmbed()",
}


@pytest.mark.parametrize("kind", ASKING)
def test_is_asking_refused_in_a_friendly_way(session, kind):
    result = session.run(ASKING[kind], "a")
    assert result.error.name == "EOFError"
    assert "cannot be used in a graded notebook" in result.error.message


@pytest.mark.parametrize("kind", ASKING)
def test_is_asking_refused_inside_a_function(session, kind):
    body = "\n".join(f"    {line}" for line in ASKING[kind].splitlines())
    session.run(f"def f():\n{body}", "f")
    with pytest.raises(EOFError, match="cannot be used in a graded notebook"):
        session.get("f")()


def test_does_the_rest_of_the_cell_run(session):
    result = session.run("name = input()\nprint(name)\nbreakpoint()\ndef f(): return 1", "a")
    assert not result.ok and result.whole
    assert session.get("f")() == 1
