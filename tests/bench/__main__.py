"""Every bench, one after the other: ``python -m tests.bench [NAME ...]``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

names = sys.argv[1:] or sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
for name in names:
    print(f"== {name}")
    importlib.import_module(f"tests.bench.{name}").main()
