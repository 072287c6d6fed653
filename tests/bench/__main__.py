"""Runs the benchmarks: python -m tests.bench [name ...]"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench


def run(names: list[str]) -> None:
    known = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name != "__main__")
    for name in names or known:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        module.main()


if __name__ == "__main__":
    run(sys.argv[1:])
