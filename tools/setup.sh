#!/usr/bin/env bash
# The Python environment: tools/setup.sh VENV [PYTHON]. Quick where all is as it should be. Otherwise
# it finds a Python that requirements.txt takes, makes VENV and installs the packages into it.
set -eu
cd "$(dirname "$0")/.."
umask 022 # students' code runs as another user, who must be able to read Python's own files
venv=$1 asked=${2:-}
candidates=(python3 python3.13 python3.12 python3.11)
[ -z "$asked" ] || candidates=("$asked")

stop() { printf '%s\n' "$@" >&2; exit 1; }
about() { "$1" -c "import sys, sysconfig; print($2)" 2> /dev/null; }
version() { about "$1" '"%d.%d" % sys.version_info[:2]'; }

# --- is it ready? -----------------------------------------------------------------------------------

made_for() { pwd -P; version "$venv/bin/python"; } # a folder that was moved shows, as does a Python
packages() { cksum < requirements.txt; }
as_asked() { [ -z "$asked" ] || [ "$(about "$asked" sys.version)" = "$(about "$venv/bin/python" sys.version)" ]; }
usable() { [ "$(head -n 2 "$venv/.ready" 2> /dev/null)" = "$(made_for)" ] && as_asked; }
complete() { usable && [ "$(tail -n 1 "$venv/.ready")" = "$(packages)" ]; }

! complete || exit 0

# --- a Python of the right kind ---------------------------------------------------------------------

outer= # the search path without the environment that is to be made
while IFS= read -r -d : folder; do
  [ "$folder" -ef "$venv/bin" ] || outer+=${outer:+:}$folder
done <<< "$PATH:"
PATH=$outer

fits() { [ "$(about "$1" 'sys.implementation.name == "cpython" and (3, 11) <= sys.version_info < (3, 14)')" = True ]; }
makes_environments() { "$1" -c 'import ensurepip, venv' 2> /dev/null; }
first() { # the first candidate for which all of the tests in $@ hold
  local name test
  for name in "${candidates[@]}"; do
    for test in "$@"; do "$test" "$name" || continue 2; done
    echo "$name"
    return
  done
  return 1
}

if ! python=$(first fits makes_environments); then
  bare=$(first fits || true)
  package=${bare:+python$(version "$bare")-venv}
  package=${package:-python3-venv}
  if ! tools/apt.sh "$package" || ! python=$(first fits makes_environments); then
    [ -z "$bare" ] || stop "$bare cannot make an environment: Python's modules venv and ensurepip are missing." \
      "Please install them (on Debian and Ubuntu: sudo apt install $package) and run this again."
    stop "Python 3.11, 3.12 or 3.13 is needed, and none was found under the name ${candidates[*]}." \
      "Please install one (on Debian and Ubuntu: sudo apt install $package) and run this again," \
      "or say where one is: make PYTHON=/path/to/python3 …"
  fi
fi

# --- the environment --------------------------------------------------------------------------------

exec 9< requirements.txt
! command -v flock > /dev/null || flock 9 || true # one at a time
! complete || exit 0

again=
! usable || again=yes
if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ] && [ "$(basename "$venv")" != .venv ]; then
  stop "$venv is there, and is no Python environment: please name another folder."
fi
rm -f "$venv/.ready" 2> /dev/null && mkdir -p "$venv" 2> /dev/null && [ -w "$venv" ] ||
  stop "$venv cannot be written. Please name a folder that can: make VENV=/path/to/folder …"

echo "Installing the packages of requirements.txt into $venv …"
[ "$again" ] || "$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements.txt ||
  stop "Not all packages could be installed: see above. Run this again to try again."
pwd -P > "$(about "$venv/bin/python" 'sysconfig.get_path("purelib")')/course.pth"
{ made_for; packages; } > "$venv/.ready"
