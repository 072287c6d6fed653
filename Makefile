# Two commands are all a newcomer needs: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test test-slow lint bench bench-names bench-quality clean

demo: .venv/ready
	rm -rf demo
	$(BIN)/facilitate demo demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto -m "not slow"

# What takes long: the built wheel, other programs as readers, kills, browsers, many random cases.
test-slow: .venv/ready
	$(BIN)/python -m pytest -n auto -m slow

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m tests.bench

bench-names: .venv/ready
	$(BIN)/python -m tests.bench.names

# How well texts are grouped, joined and coded, beside scikit-learn and UMAP; FACILITATE_MODEL names the wheel of a model.
bench-quality: .venv/ready
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m tests.bench.quality

.venv/ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test,lint,build]'
	touch $@

clean:
	rm -rf .venv build dist demo *.egg-info
