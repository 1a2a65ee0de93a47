# Everything needs only Python 3.11 or newer with pip; another interpreter: make PYTHON=python3.12 demo
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint format wheel smoke clean

demo: .venv/installed  ## build, check and question the graph of examples/articles
	@$(BIN)/python examples/demo.py

test: .venv/developing  ## run the tests
	$(BIN)/pytest

lint: .venv/developing  ## style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/developing  ## mend style and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: .venv/installed  ## dist/*.whl
	rm -rf dist
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

smoke: wheel  ## the wheel alone, in an empty environment outside the checkout, without a network
	bash tools/smoke.sh dist/*.whl

clean:
	rm -rf .venv dist build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing detente into .venv (once, a minute or two)"
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
