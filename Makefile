# The whole interface of the project: `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# The first of these that fits: python3, python3.13, python3.12, python3.11 (see tools/setup.sh).
PYTHON ?=
# With which the released folders are tried; all that are here when none is named.
PYTHONS ?=
# Where Python's packages go. A checkout that cannot be written keeps them beside the class's work.
VENV ?= $(if $(shell test -d .venv -o -w . || echo no),$(or $(COURSE_ROOT),.)/).venv
BIN := $(if $(filter /%,$(VENV)),$(VENV),$(CURDIR)/$(VENV))/bin
# nproc counts one core where OMP_NUM_THREADS asks for one thread.
JOBS ?= $(shell env -u OMP_NUM_THREADS nproc 2> /dev/null || getconf _NPROCESSORS_ONLN)
# Many tests wait for another process, so that more of them than cores run at once.
WORKERS ?= $(shell expr 2 \* $(JOBS))
# One assignment, or all of them.
ASSIGNMENT ?=
ASSIGNMENTS := $(or $(ASSIGNMENT),$(notdir $(patsubst %/,%,$(sort $(dir $(wildcard source/*/*.ipynb))))))
# The last weeks train longest: none of them is to be left alone at the end.
LONGEST_FIRST = $(shell ls -r source/*/*.ipynb)
DEMO := week2-logistic-regression
# Where JupyterLab listens. As root, in a container, it would ask for a word of its own.
PORT ?=
# More words for JupyterLab, or for what is given back.
OPTIONS ?=
LAB = $(if $(PORT),--port=$(PORT) --ServerApp.port_retries=0) $(if $(filter 0,$(shell id -u)),--allow-root) $(OPTIONS)
RELEASE = $(or $(COURSE_ROOT),$(CURDIR))/release
# A Dask scheduler whose workers grade (docs/scale.md); without one, this machine does.
SCHEDULER ?=
export SCHEDULER
# How many submissions `make bench` grades.
COUNT ?= 36

export PATH := $(BIN):$(PATH)
# One thread for linear algebra: the same results everywhere, and faster when all cores grade.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
# Python keeps what it has compiled, also where the shell says otherwise: half of a start's time.
export PYTHONDONTWRITEBYTECODE :=
# pyright with the Node of requirements.txt, and no look for newer versions.
export PYRIGHT_PYTHON_GLOBAL_NODE := off
export PYRIGHT_PYTHON_IGNORE_WARNINGS := on
# By module: a script of the environment cannot be relied on where the path is long or has spaces.
NBGRADER := python -m nbgrader
PYTEST := python -m pytest
NBVAL = $(PYTEST) -p tests.warm_kernels --nbval-current-env --nbval-cell-timeout 120 -n $(JOBS) --dist loadfile

.PHONY: help setup ready system demo test lab formgrader data zips release collect grade feedback report alike watch export give-back gradescope site new lint sheets hunt pages numpy bench bench-alike bench-scale ladder proof format clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | \
	  while IFS=$$'\t' read -r name words; do printf '  make %-11s %s\n' "$$name" "$$words"; done
	@echo "  ASSIGNMENT=week2-logistic-regression limits release, zips, grade, feedback, report, watch, export, lint to one."
	@echo "  COURSE_ROOT=/srv/class before it keeps all that a class makes in that folder."

setup: ready system  ## Install everything (demo, test and proof do it too; the others Python's packages alone)

ready:
	@tools/setup.sh "$(VENV)" "$(PYTHON)"

system:
	@tools/system.sh

demo: ready system data  ## A class of twelve hands in, is graded and gets feedback (in build/demo)
	@tools/demo.sh $(or $(ASSIGNMENT),$(DEMO))

test: ready system data  ## Everything that is tested
	python -m ruff check .
	python -m ruff format --check .
	python -m pyright & types=$$!; python -m grader lint; wait $$types
	$(NBVAL) --nbval --nbval-sanitize-with tests/nbval_sanitize.cfg notebooks
	$(NBVAL) --nbval-lax --no-loadscope-reorder $(LONGEST_FIRST)
	$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests

lab: ready  ## JupyterLab for a student, on START-HERE (PORT=8888)
	@test -f "$(RELEASE)/START-HERE.ipynb" || { echo "Nothing is released yet: make release" >&2; exit 1; }
	here=$$(cd "$${COURSE_ROOT:-.}" && pwd) && cd "$(RELEASE)" && \
	  COURSE_ROOT="$$here" JUPYTER_CONFIG_PATH="$(CURDIR)/tools/student" \
	  python -m jupyterlab $(LAB) --LabApp.default_url=/lab/tree/START-HERE.ipynb

formgrader: ready  ## nbgrader's page on this course, for the instructor (PORT=8888)
	cd "$${COURSE_ROOT:-.}" && JUPYTER_CONFIG_PATH="$(CURDIR)" PYTHONPATH="$(CURDIR)" \
	  python -m jupyterlab $(LAB) --LabApp.default_url=/formgrader

data: ready  ## Draw the data again where it differs from its checksums
	@python -m datasets.build

zips: ready  ## A zip of each released folder, to give out (in build/zips)
	@root=$$(cd "$${COURSE_ROOT:-.}" && pwd); for name in $(ASSIGNMENTS); do \
	  if test -d "$(RELEASE)/$$name"; then \
	    python -c 'import shutil, sys; print(shutil.make_archive(*sys.argv[1:]))' \
	      "$$root/build/zips/$$name" zip "$(RELEASE)" "$$name"; \
	  elif test -n "$(ASSIGNMENT)"; then \
	    echo "$$name is not released yet: make release ASSIGNMENT=$$name" >&2; exit 1; fi; done

release: ready data  ## Make release/ from source/ (in COURSE_ROOT, if that is set)
	@for name in $(ASSIGNMENTS); do echo "release $$name"; \
	  $(NBGRADER) generate_assignment "$$name" --force --log-level=WARN; done

collect: ready  ## Sort a platform's downloads by student (ASSIGNMENT=…; DRY=1 only shows the table)
	@test -n "$(ASSIGNMENT)" || { echo "Say which: make collect ASSIGNMENT=$(DEMO)" >&2; exit 1; }
	@python -m grader collect "$(ASSIGNMENT)" $(if $(DRY),--dry-run)

grade: ready  ## Grade what is in submitted/ (SCHEDULER=tcp://… on a Dask cluster)
	@for name in $(ASSIGNMENTS); do if compgen -G "$${COURSE_ROOT:-.}/submitted/*/$$name" > /dev/null; \
	  then echo "grade $$name"; $(NBGRADER) autograde "$$name" --log-level=WARN; fi; done
	@python -m grader scores $(ASSIGNMENT)

feedback: ready  ## Write the feedback pages: those that are new or would be others now
	@for name in $(ASSIGNMENTS); do if compgen -G "$${COURSE_ROOT:-.}/autograded/*/$$name" > /dev/null; \
	  then echo "feedback $$name"; $(NBGRADER) generate_feedback "$$name" --log-level=WARN; \
	  elif test -n "$(ASSIGNMENT)"; then echo "Nothing of $$name is graded yet: make grade ASSIGNMENT=$$name" >&2; exit 1; fi; done

report: ready  ## Write a page on what the class understood (ASSIGNMENT=…; ANONYMOUS=1 without names)
	@python -m grader report $(ASSIGNMENT) $(if $(ANONYMOUS),--anonymous)

alike: ready  ## Write a page on submissions that are much alike (ASSIGNMENT=…; ANONYMOUS=1)
	@test -n "$(ASSIGNMENT)" || { echo "Say which: make alike ASSIGNMENT=$(DEMO)" >&2; exit 1; }
	@python -m grader alike "$(ASSIGNMENT)" $(if $(ANONYMOUS),--anonymous)

watch: ready  ## Grade what is handed in as it arrives, until Ctrl-C (ASSIGNMENT=…, FOLDER=…)
	@python -m grader watch $(ASSIGNMENT) $(if $(FOLDER),--folder "$(FOLDER)")

export: ready  ## Write all grades to grades.csv
	@$(NBGRADER) export --to "$${COURSE_ROOT:-.}/grades.csv" --log-level=WARN \
	  $(if $(ASSIGNMENT),--assignment "['$(ASSIGNMENT)']")
	@echo "grades are in $${COURSE_ROOT:-.}/grades.csv"

give-back: ready  ## Grades into a platform's sheet (ASSIGNMENT=…; SHEET=…, FEEDBACK=1, OPTIONS=…)
	@test -n "$(ASSIGNMENT)" || { echo "Say which: make give-back ASSIGNMENT=$(DEMO) SHEET=grades.csv" >&2; exit 1; }
	@python -m grader give-back "$(ASSIGNMENT)" $(if $(SHEET),"$(SHEET)") $(if $(FEEDBACK),--feedback) $(OPTIONS)

gradescope: ready data  ## The zip of an autograder for Gradescope (ASSIGNMENT=…)
	@test -n "$(ASSIGNMENT)" || { echo "Say which: make gradescope ASSIGNMENT=$(DEMO)" >&2; exit 1; }
	@python -m grader gradescope "$(ASSIGNMENT)"

site: ready  ## Build the course's site, which opens from disk (build/site/html; COURSE_ADDRESS=…)
	@python -m grader site

pages: ready data  ## The lessons as pages to read without Jupyter, offline or on paper (in build/pages)
	@python -m grader pages

numpy: ready  ## Run the released folders with the oldest and newest NumPy (PYTHONS="python3.10 …")
	@python tools/numpy_matrix.py $(PYTHONS)

new: ready  ## A new assignment, with one exercise to look at (ASSIGNMENT=my-assignment)
	@test -n "$(ASSIGNMENT)" || { echo "Say its name: make new ASSIGNMENT=my-assignment" >&2; exit 1; }
	@python -m grader new "$(ASSIGNMENT)"

lint: ready  ## Prove that every exercise tells right from wrong
	@python -m grader lint $(ASSIGNMENT)

sheets: ready  ## The lessons' check file, a sheet of one page a week, the glossary (docs/sheets)
	@python -m grader practice
	@python -m grader sheets

hunt: ready data  ## A bug hunt (ASSIGNMENT=…; SEED=name, STUDENTS="a b", TO=folder, GRADED=1, FORCE=1)
	@test -n "$(ASSIGNMENT)" || { echo "Say which: make hunt ASSIGNMENT=$(DEMO)" >&2; exit 1; }
	@python -m grader hunt "$(ASSIGNMENT)" $(if $(SEED),--seed "$(SEED)") $(if $(TO),--to "$(TO)") \
	  $(if $(STUDENTS),--students $(STUDENTS)) $(if $(GRADED),--graded) $(if $(FORCE),--force)

bench: ready data  ## Measure the engine beside plain nbgrader, the last notebook's library beside PyTorch
	@python -m tests.bench $(or $(ASSIGNMENT),$(DEMO)) --count $(COUNT) --json build/bench.json
	@python -m tests.bench_library build/bench-library.json

bench-alike: ready  ## Measure `make alike` beside another tool, and how soon `make watch` answers
	python -m tests.bench_alike pairs
	python -m tests.bench_alike time
	python -m tests.bench_watch

bench-scale: ready  ## Measure a gradebook of thousands, a cluster, classes of growing size (docs/scale.md)
	python -m tests.bench_scale book
	python -m tests.bench_scale cluster
	python -m tests.bench_scale classes --json build/bench-scale.json

proof: ready system  ## The long forms of the kill tests: hundreds of submissions, killed again and again
	FULL_PROOF=1 $(PYTEST) tests/grader/pipeline/test_kill.py tests/grader/pipeline/test_cluster.py \
	  tests/grader/pipeline/test_postgres.py

ladder: ready  ## Measure the networks of the course on the cats, for datasets/README.md
	python -m datasets.ladder --write

format: ready  ## Format code and notebooks
	python -m ruff check --fix .
	python -m ruff format .

clean:  ## Remove what the programs made; never a class's work
	rm -rf build .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
