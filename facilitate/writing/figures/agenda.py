"""How the planned time is shared out between plenary, breakout groups, breaks and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.records.meeting import ItemKind, Slot
from facilitate.records.reporting import Picture
from facilitate.text import listed
from facilitate.writing.figures.lettering import Piece, height
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import BODY, CHANGED, INK, KEPT, MARGIN, PAGE_WIDTH, WHITE, picture

_LABELS = {
    ItemKind.PLENARY: "plenary",
    ItemKind.BREAKOUT: "breakout groups",
    ItemKind.BREAK: "breaks",
    ItemKind.OTHER: "other",
}
# Dark, middle, hatched, light: apart in greyscale too.
_LOOKS = {
    ItemKind.PLENARY: (INK, ""),
    ItemKind.BREAKOUT: (CHANGED, ""),
    ItemKind.BREAK: (WHITE, "////"),
    ItemKind.OTHER: (KEPT, ""),
}


@dataclass(frozen=True, slots=True)
class Share:
    """The planned minutes of one kind of session, and its share of all minutes in whole percent."""

    kind: ItemKind
    minutes: int
    percent: int

    def __str__(self) -> str:
        return f"{self.minutes} min {_LABELS[self.kind]} ({self.percent}%)"


def time_shares(slots: Sequence[Slot]) -> tuple[Share, ...]:
    """Planned minutes by kind, in the order of the kinds, those without time left out. Shares add up to 100.

    Whole percents by largest remainder: what rounding down leaves goes to the kinds that lost most by it.
    """
    minutes = {kind: sum(slot.minutes for slot in slots if slot.item.kind is kind) for kind in ItemKind}
    minutes = {kind: number for kind, number in minutes.items() if number > 0}
    total = sum(minutes.values())
    percent = {kind: 100 * number // total for kind, number in minutes.items()}
    by_loss = sorted(minutes, key=lambda kind: -(100 * minutes[kind] % total))
    for kind in by_loss[: 100 - sum(percent.values())]:
        percent[kind] += 1
    return tuple(Share(kind, number, percent[kind]) for kind, number in minutes.items())


def draw_agenda_time(slots: Sequence[Slot]) -> Picture | None:
    """The planned time by kind of session as one bar, or None where no time is planned."""
    shares = time_shares(slots)
    if not shares:
        return None
    total = sum(share.minutes for share in shares)
    said = listed([str(share) for share in shares])
    caption = f"The {total} planned minutes by kind of session"
    return picture(agenda_figure(shares), "agenda-time", PAGE_WIDTH, caption, f"Of {total} planned minutes, {said}.")


def agenda_figure(shares: Sequence[Share]) -> Figure:
    """One bar for the whole time, and beneath it a sign, the minutes and the share of each kind."""
    column = (PAGE_WIDTH - 2 * MARGIN) / len(shares)
    sheet = Sheet(PAGE_WIDTH, 1.25 + height(2, BODY))
    total = sum(share.minutes for share in shares)
    x = MARGIN
    for share in shares:
        wide = (PAGE_WIDTH - 2 * MARGIN) * share.minutes / total
        _draw_part(sheet, share.kind, (x, 0.1, wide, 0.75), f"bar {share.kind}")
        x += wide
    for place, share in enumerate(shares):
        left = MARGIN + place * column
        _draw_part(sheet, share.kind, (left, 1.2, 0.4, 0.28))
        lines = ((Piece(_LABELS[share.kind]),), (Piece(f"{share.minutes} min, {share.percent}%"),))
        sheet.block(left + 0.52, 1.17, lines, BODY, name=f"label {share.kind}")
    return sheet.figure


def _draw_part(sheet: Sheet, kind: ItemKind, box: tuple[float, float, float, float], name: str = "") -> None:
    fill, hatch = _LOOKS[kind]
    sheet.box(*box, fill=fill, edge=INK, line=0.6, hatch=hatch, name=name)
