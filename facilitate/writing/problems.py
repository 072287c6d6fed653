"""Problems and the account of files as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from facilitate.problems import Problem
from facilitate.problems.folding import folded
from facilitate.records.contributions import Intake

SCHEMA = 1


def problems_as_json(problems: Iterable[Problem], intake: Iterable[Intake]) -> str:
    """An object with ``schema``, ``problems`` (worst first) and ``intake`` (one for each file or missing group)."""
    entries = [
        {
            "level": str(one.level),
            "code": one.code,
            "file": one.place.file,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "found": one.found,
            "expected": one.expected,
            "remedy": one.remedy,
            "meanwhile": one.meanwhile,
        }
        for one in folded(problems)
    ]
    account = [asdict(one) for one in intake]
    return json.dumps({"schema": SCHEMA, "problems": entries, "intake": account}, ensure_ascii=False, indent=1)
