# Two commands are all a newcomer needs: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test lint bench bench-names clean

demo: .venv/ready
	rm -rf demo
	$(BIN)/facilitate demo demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m tests.bench

bench-names: .venv/ready
	$(BIN)/python -m tests.bench.names

.venv/ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test,lint,build]'
	touch $@

clean:
	rm -rf .venv build dist demo *.egg-info
