"""Where several columns of boxes stand, so that what belongs together lies as level as the orders allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from facilitate.writing.figures.lanes import Spot

SWEEPS = 4
"""How often the columns are brought in line with their neighbours, from the left and from the right in turn."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns in their order, and how far the longest reaches down."""

    spots: tuple[tuple[Spot, ...], ...]
    total: float


def place_columns(
    tall: Sequence[Sequence[float]], links: Sequence[Mapping[int, Sequence[int]]], gap: float, room: float
) -> Columns:
    """Columns without overlaps, each box as level with what it is linked to as the order of its column allows.

    ``tall`` are the heights that the boxes of each column need, ``links`` for each two neighbours the places on the
    right that belong to a place on the left. No column grows longer than ``room``, unless its boxes alone do.
    """
    needed = [sum(heights) + gap * max(len(heights) - 1, 0) for heights in tall]
    total = max(min(1.15 * max(needed, default=0.0), room), max(needed, default=0.0))
    tops = [_stacked(heights, gap, (total - need) / 2) for heights, need in zip(tall, needed, strict=True)]
    back = [_turned(one) for one in links]
    for sweep in range(SWEEPS):
        order = range(1, len(tall)) if sweep % 2 == 0 else range(len(tall) - 2, -1, -1)
        for column in order:
            side, other = (back[column - 1], column - 1) if sweep % 2 == 0 else (links[column], column + 1)
            middles = [top + height / 2 for top, height in zip(tops[other], tall[other], strict=True)]
            wanted = [_mean([middles[place] for place in side.get(one, ())]) for one in range(len(tall[column]))]
            tops[column] = _settled(wanted, tops[column], tall[column], gap, total)
    first = min((column[0] for column in tops if column), default=0.0)
    spots = [
        tuple(Spot(top - first, height) for top, height in zip(column, heights, strict=True))
        for column, heights in zip(tops, tall, strict=True)
    ]
    return Columns(tuple(spots), max((column[-1].top + column[-1].height for column in spots if column), default=0.0))


def _stacked(heights: Sequence[float], gap: float, start: float) -> list[float]:
    return list(accumulate((height + gap for height in heights), initial=start))[: len(heights)]


def _turned(links: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    turned: dict[int, list[int]] = {}
    for left, rights in links.items():
        for right in rights:
            turned.setdefault(right, []).append(left)
    return turned


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _settled(
    wanted: Sequence[float | None], now: Sequence[float], heights: Sequence[float], gap: float, total: float
) -> list[float]:
    """Upper edges in order and without overlaps, as near to the wanted middles as possible (least squares).

    By the algorithm of adjacent violators for regression in a fixed order (Ayer and others, 1955).
    """
    offsets = _stacked(heights, gap, 0.0)
    slack = total - (offsets[-1] + heights[-1] if heights else 0.0)
    blocks: list[tuple[float, int]] = []  # the mean of the shifts of neighbours that move together, and their number
    for middle, top, height, offset in zip(wanted, now, heights, offsets, strict=True):
        shift, size = (top if middle is None else middle - height / 2) - offset, 1
        while blocks and blocks[-1][0] > shift:
            before, number = blocks.pop()
            shift, size = (before * number + shift * size) / (number + size), number + size
        blocks.append((shift, size))
    shifts = [min(max(shift, 0.0), max(slack, 0.0)) for shift, size in blocks for _ in range(size)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]
