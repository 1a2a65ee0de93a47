# Everything needs only Python 3.11 or newer with pip; another interpreter: make PYTHON=python3.12 demo
PYTHON ?= python3
BIN := .venv/bin

DEMO := build/demo

.PHONY: demo test lint format docs wheel smoke score clean

demo: .venv/installed  ## build, check and question the graph of the example articles
	@mkdir -p $(DEMO)
	$(BIN)/detente build examples/articles -o $(DEMO)/graph.trig
	$(BIN)/detente validate $(DEMO)/graph.trig
	$(BIN)/detente query $(DEMO)/graph.trig releases
	$(BIN)/detente query $(DEMO)/graph.trig reciprocity
	$(BIN)/detente query $(DEMO)/graph.trig corroborated
	$(BIN)/detente network $(DEMO)/graph.trig -o $(DEMO)/network.svg
	@echo
	@echo "The graph: $(DEMO)/graph.trig"
	@echo "The network of its actors, to open in a browser: $(DEMO)/network.svg"
	@echo "More questions: $(BIN)/detente query --list"

test: .venv/developing  ## run the tests
	$(BIN)/pytest

lint: .venv/developing  ## style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/developing  ## mend style and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv/developing  ## refresh what the documentation shows
	$(BIN)/python tools/refresh_docs.py
	$(BIN)/python tools/lexicon_page.py

score: .venv/installed  ## make score GOLD=DIR SCORERS=DIR: quality on gold sets beside the previous run's
	$(BIN)/python tools/score.py $(GOLD) $(SCORERS)

wheel: .venv/installed  ## dist/*.whl
	rm -rf dist
	$(BIN)/pip wheel -qq --no-deps --wheel-dir dist .

smoke: wheel  ## the wheel alone, in an empty environment outside the checkout, without a network
	bash tools/smoke.sh dist/*.whl

clean:
	rm -rf .venv dist build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing detente into .venv (once, a minute or two)"
	$(BIN)/pip install -qq --disable-pip-version-check --editable .
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@
