"""Where two columns of boxes stand, so that what lived on lies side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Spot:
    """A box in its column: its upper edge and its height, in centimetres from the upper end of the columns."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Lanes:
    """Both columns in their order, and how far they reach down."""

    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    total: float


def place_lanes(
    left: Sequence[str],
    right: Sequence[str],
    tall: tuple[Sequence[float], Sequence[float]],
    gap: float,
    worth: float = 1.25,
    *,
    even: bool = False,
) -> Lanes:
    """Two columns without overlaps, in the given orders, at least ``gap`` between two boxes.

    ``tall`` are the heights that the boxes need. As many boxes as the orders allow stand level with their partner
    of the same id; level partners get the same height. What stands between two level pairs is centred there. Where
    this would take more than ``worth`` times the height that the columns need, they are spread evenly instead; with
    ``even`` always.
    """
    level, spread = _level(_pairs(left, right), tall, gap), _spread(tall, gap)
    return level if not even and level.total <= worth * spread.total + gap else spread


def _spread(tall: tuple[Sequence[float], Sequence[float]], gap: float) -> Lanes:
    """Both columns in the height that the taller one needs, their boxes evenly apart."""
    total = max(_stack(heights, gap) for heights in tall)
    columns = []
    for heights in tall:
        space = (total - sum(heights)) / max(len(heights), 1)
        tops = accumulate((height + space for height in heights), initial=(space - gap) / 2)
        columns.append(tuple(Spot(top, height) for top, height in zip(tops, heights, strict=False)))
    return Lanes(columns[0], columns[1], max(total - gap, 0.0))


def _level(pairs: Sequence[tuple[int, int]], tall: tuple[Sequence[float], Sequence[float]], gap: float) -> Lanes:
    """Both columns with the given pairs level, and as tall as each other."""
    spots: tuple[list[Spot], list[Spot]] = ([], [])
    end = (len(tall[0]), len(tall[1]))
    y = 0.0
    for pair in (*pairs, end):
        between = [tall[side][len(spots[side]) : place] for side, place in enumerate(pair)]
        room = max(_stack(heights, gap) for heights in between)
        for side, heights in enumerate(between):
            top = y + (room - _stack(heights, gap)) / 2
            for height in heights:
                spots[side].append(Spot(top, height))
                top += height + gap
        y += room
        if pair != end:
            height = max(tall[side][place] for side, place in enumerate(pair))
            for column in spots:
                column.append(Spot(y, height))
            y += height + gap
    return Lanes(tuple(spots[0]), tuple(spots[1]), max(y - gap, 0.0))


def _stack(heights: Sequence[float], gap: float) -> float:
    return sum(heights) + gap * len(heights)


def _pairs(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The longest series of places with the same id that runs down both columns."""
    places = {name: place for place, name in enumerate(right)}
    chains: list[tuple[tuple[int, int], ...]] = []
    for place, name in enumerate(left):
        if name in places:
            pair = (place, places[name])
            before = max((chain for chain in chains if chain[-1][1] < pair[1]), key=len, default=())
            chains.append((*before, pair))
    return max(chains, key=len, default=())
