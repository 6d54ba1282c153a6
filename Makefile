# Four words to learn: demo, test, lint, bench. Everything runs in .venv, which the first call makes.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test lint docs bench clean help

help:            ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# torch comes first and alone: a plain "torch" elsewhere would fetch gigabytes of CUDA.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[torch,dev]'
	@touch $@

demo: $(STAMP)   ## install, prepare the embedded models, run the seeds, say where the dossier is
	$(BIN)/xling models add e5-small
	$(BIN)/xling run seeds/ -o out/

test: $(STAMP)   ## the test suite
	$(BIN)/python -m pytest $(ARGS)

lint: $(STAMP)   ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(STAMP)   ## docs/cli.md and docs/rules.md, made from the code
	$(BIN)/python -m xling.cli.docs docs

bench: $(STAMP)  ## benchmarks that need no data from outside; see benchmarks/README.md for the others
	$(BIN)/python benchmarks/run.py

clean:           ## remove what the targets above made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
