# `make demo` and `make test` set up all they need: only Python 3.11+ and make must be there.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
JOBS ?= 2

.PHONY: demo test check docs clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade pip
	$(RUN) -m pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/.ready  ## Read the self-written collection, show its record, write its page
	$(VENV)/bin/onrecord demo

test: $(VENV)/.ready  ## Run all tests
	$(RUN) -m pytest -n $(JOBS)

check: $(VENV)/.ready  ## Lint, format, types, and that generated docs are up to date
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(RUN) -m docs.generate --check

docs: $(VENV)/.ready  ## Write the generated pages: the command line and the JSON Schema
	$(RUN) -m docs.generate

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis onrecord-demo
