"""Tables of any length, which no sheet would hold: CSV for every program, Parquet for those that compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from facilitate.errors import FacilitateError
from facilitate.text import shielded
from facilitate.writing.files import written_whole

Value = str | int | float
Writer = Callable[[Path, Sequence[str], Iterable[Sequence[Value]]], None]

_AT_ONCE = 100_000


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a CSV file in UTF-8 with a byte-order mark, by which Excel knows it; no text in it is ever computed."""
    with written_whole(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        try:
            writer = csv.writer(text)
            writer.writerow(headers)
            writer.writerows([shielded(value) if isinstance(value, str) else value for value in row] for row in rows)
        finally:
            text.detach()  # written out, and the stream left open


def write_parquet(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a Parquet file. Raises FacilitateError where the library for it is not installed."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise FacilitateError(
            "--parquet needs the library pyarrow. Install it with: pip install 'facilitate[parquet]'"
        ) from None
    remaining, writer = iter(rows), None
    with written_whole(path) as stream:
        while (some := list(islice(remaining, _AT_ONCE))) or writer is None:
            columns = zip(*some, strict=True) if some else [()] * len(headers)
            batch = arrow.table(dict(zip(headers, map(list, columns), strict=True)))
            if writer is None:
                writer = parquet.ParquetWriter(stream, batch.schema)
            writer.write_table(batch)
        writer.close()
