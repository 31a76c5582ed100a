# The whole interface of the project: `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= $(shell nproc)
# One assignment, or all of them.
ASSIGNMENT ?=
ASSIGNMENTS := $(or $(ASSIGNMENT),$(notdir $(patsubst %/,%,$(sort $(dir $(wildcard source/*/*.ipynb))))))
DEMO := week2-logistic-regression
# How many submissions `make bench` grades.
COUNT ?= 36

export PATH := $(BIN):$(PATH)
# One thread for linear algebra: the same results everywhere, and faster when all cores grade.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
NBGRADER := nbgrader

.PHONY: help setup system demo test lab data release grade feedback export lint bench ladder proof format clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | \
	  while IFS=$$'\t' read -r name words; do printf '  make %-9s %s\n' "$$name" "$$words"; done
	@echo "  ASSIGNMENT=week2-logistic-regression limits release, grade, feedback, export and lint to one."

setup: $(READY) system  ## Install everything (the other targets do this by themselves)

$(READY): requirements.txt
	@command -v $(PYTHON) > /dev/null || { echo "Python 3.11 is needed: install $(PYTHON), or say PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the packages of requirements.txt into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@echo "$(CURDIR)" > "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/course.pth"
	@touch $@

system:
	@tools/system.sh

demo: $(READY) system data  ## A class of twelve hands in, is graded and gets feedback (in build/demo)
	@tools/demo.sh $(or $(ASSIGNMENT),$(DEMO))

test: $(READY) system data  ## Everything that is tested
	ruff check .
	ruff format --check .
	python -m grader lint
	pytest --nbval --nbval-current-env --nbval-cell-timeout 120 -n $(JOBS) --dist loadfile \
	  --nbval-sanitize-with tests/nbval_sanitize.cfg notebooks
	pytest --nbval-lax --nbval-current-env --nbval-cell-timeout 120 -n $(JOBS) --dist loadfile source
	pytest -n $(JOBS) tests

lab: $(READY)  ## JupyterLab on the released notebooks
	cd release && jupyter lab

data: $(READY)  ## Draw the data again where it differs from its checksums
	@python -m datasets.build

release: $(READY) data  ## Make release/ from source/
	@for name in $(ASSIGNMENTS); do echo "release $$name"; rm -rf "release/$$name"; \
	  $(NBGRADER) generate_assignment "$$name" --force --log-level=WARN; done

grade: $(READY)  ## Grade what is in submitted/
	@for name in $(ASSIGNMENTS); do if compgen -G "$${COURSE_ROOT:-.}/submitted/*/$$name" > /dev/null; \
	  then echo "grade $$name"; $(NBGRADER) autograde "$$name" --log-level=WARN; fi; done
	@python -m grader scores $(ASSIGNMENT)

feedback: $(READY)  ## Write the feedback pages
	@for name in $(ASSIGNMENTS); do if compgen -G "$${COURSE_ROOT:-.}/autograded/*/$$name" > /dev/null; \
	  then echo "feedback $$name"; $(NBGRADER) generate_feedback "$$name" --force --log-level=WARN; fi; done

export: $(READY)  ## Write all grades to grades.csv
	@$(NBGRADER) export --to "$${COURSE_ROOT:-.}/grades.csv" --log-level=WARN \
	  $(if $(ASSIGNMENT),--assignment "['$(ASSIGNMENT)']")
	@echo "grades are in $${COURSE_ROOT:-.}/grades.csv"

lint: $(READY)  ## Prove that every exercise tells right from wrong
	@python -m grader lint $(ASSIGNMENT)

bench: $(READY) data  ## Measure the engine beside plain nbgrader (COUNT=36 submissions)
	@python -m tests.bench $(or $(ASSIGNMENT),$(DEMO)) --count $(COUNT) --json build/bench.json

proof: $(READY)  ## The long form of the kill test: 200 submissions, killed twenty times
	FULL_PROOF=1 pytest tests/grader/pipeline/test_kill.py

ladder: $(READY)  ## Measure the networks of the course on the cats, for datasets/README.md
	python -m datasets.ladder --write

format: $(READY)  ## Format code and notebooks
	ruff check --fix .
	ruff format .

clean:  ## Remove what the programs made; never a class's work
	rm -rf build .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
