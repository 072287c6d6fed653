"""The crosswalk: what became of every category, from the old list on the left to the new one on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from facilitate.records.changes import ChangeType, Step
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.crosswalk_layout import HEAD, Box, Layout, Measure, drawn_links, is_long, lay_out, words
from facilitate.writing.figures.lanes import Spot
from facilitate.writing.figures.lettering import POINT, Line, Piece, height, line_width, width
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    CHANGED,
    EDGE,
    INK,
    KEPT,
    KEY,
    MARGIN,
    PAGE_WIDTH,
    QUIET,
    picture,
)

MOST = 150
"""More boxes in a column than this are drawn for nobody."""


def can_be_drawn(step: Step) -> bool:
    """Whether a crosswalk of this step has anything to show, and no more than somebody could read."""
    if not is_long(step):
        return bool(step.before.categories or step.after.categories)
    links = drawn_links(step)
    return 0 < max(len({link.old for link in links}), len({link.new for link in links})) <= MOST


def draw_crosswalk(step: Step, count_line: str = "", *, since: bool = False) -> Picture:
    """The crosswalk of a step; ``count_line`` ("8 − 1 (6 into 5) + 1 (8 new) = 8") stands beneath it.

    ``since`` says that the step is one of several meetings: its versions are then called by their labels.
    Both lists are in their printed order. Names are printed whole where the page has room for them at 6 points, and
    shortened where it has not, those of unchanged categories first; the caption says so. Of long lists only what
    changed is drawn; see ``can_be_drawn``.
    """
    layout = lay_out(step, count_line)
    before, after = len(step.before.categories), len(step.after.categories)
    caption = f"From {count(before, 'category', 'categories')} to {after}: what became of each category"
    remarks = (
        *(["what was only kept or renumbered is left out"] if is_long(step) else []),
        *(["long names are shortened"] if layout.shortened else []),
    )
    caption += f" ({'; '.join(remarks)})" if remarks else ""
    old, new = step.before.label, step.after.label
    if not since:
        return picture(crosswalk_figure(step, layout), "crosswalk", PAGE_WIDTH, caption, crosswalk_text(step))
    drawn = crosswalk_figure(step, layout, (old, new))
    alt = crosswalk_text(step, (f"in {old}", f"in {new}"))
    return picture(drawn, f"crosswalk-since-{old}", PAGE_WIDTH, f"{caption} from {old} to {new}", alt)


def crosswalk_text(step: Step, when: tuple[str, str] = ("before the meeting", "after it")) -> str:
    """What the crosswalk says, in a sentence: its alternative text."""
    before, after = len(step.before.categories), len(step.after.categories)
    said = ", ".join(f"{number} {kind.label}" for kind, number in change_counts(step).items()) or "no changes"
    return f"{count(before, 'category', 'categories')} {when[0]}, {after} {when[1]}: {said}."


def change_counts(step: Step) -> dict[ChangeType, int]:
    """How many changes of each type a step has, those without any left out; renumbered and kept come last."""
    types = [change.type for change in step.changes]
    last = (ChangeType.CODE_CHANGE, ChangeType.KEPT)
    order = (*(kind for kind in ChangeType if kind not in last), *last)
    return {kind: types.count(kind) for kind in order if kind in types}


def crosswalk_figure(step: Step, layout: Layout, heads: tuple[str, str] = ("Before", "After")) -> Figure:
    """The drawing under its two headings. Boxes and their texts carry the names ``old C1`` and ``new C1``."""
    sheet = Sheet(PAGE_WIDTH, layout.height)
    measure, lanes = layout.measure, layout.lanes
    right = PAGE_WIDTH - MARGIN - measure.box
    for x, heading, version, boxes, spots in (
        (MARGIN, heads[0], step.before, layout.left, lanes.left),
        (right, heads[1], step.after, layout.right, lanes.right),
    ):
        many = count(len(version.categories), "category", "categories")
        many = f"{len(boxes)} of {many}" if is_long(step) else many
        sheet.write(x, 0.28, f"{heading}: {many}", BODY, bold=True, name="heading")
        for box, spot in zip(boxes, spots, strict=True):
            _draw_box(sheet, box, x, spot, measure)
    _draw_links(sheet, layout)
    y = HEAD + lanes.total + 0.3
    if layout.count_lines:
        y = sheet.block(MARGIN, y, layout.count_lines, BODY, name="count line") + 0.15
    draw_key(sheet, _occurring(layout), y)
    return sheet.figure


def _draw_box(sheet: Sheet, box: Box, x: float, spot: Spot, measure: Measure) -> None:
    line = measure.edge(box)
    inside = line * POINT / 2  # the edge is drawn within the box, so that heavy neighbours do not touch
    sheet.box(
        x + inside,
        HEAD + spot.top + inside,
        measure.box - 2 * inside,
        spot.height - 2 * inside,
        edge=INK if box.alone else EDGE,
        line=line,
        dashed=box.alone and box.old,
        name=box.name,
    )
    middle = HEAD + spot.middle
    number = x + measure.pad + measure.number
    sheet.write(number, middle, box.number, measure.size, bold=True, align="right", name=box.name)
    top = middle - height(len(box.lines), measure.size) / 2
    sheet.block(number + measure.pad, top, box.lines, measure.size, name=box.name)


def _draw_links(sheet: Sheet, layout: Layout) -> None:
    """Bands from box to box, unchanged ones below the others, and the words on those that changed."""
    measure = layout.measure
    starts, ends = layout.meet()
    left, right = MARGIN + measure.box, PAGE_WIDTH - MARGIN - measure.box
    bend = (left + 0.12, right - measure.words)
    for link in layout.links:
        lines, x = words(link, measure), (bend[1] + right) / 2
        if link.new is None:  # dropped: a stub that leads nowhere
            x = left + 1.5 * measure.pad + _wide(lines, measure) / 2
            start, turn, end = (left, starts[link]), (left, left), (x, starts[link])
        elif link.old is None:  # new: a stub that comes from nowhere
            start, turn, end = (x, ends[link]), (x, x), (right, ends[link])
        else:
            start, turn, end = (left, starts[link]), bend, (right, ends[link])
        start, end = (start[0], HEAD + start[1]), (end[0], HEAD + end[1])
        name = f"{link.old or '-'} {link.new or '-'}"
        colour, layer = (CHANGED, 2.0) if link.changed else (KEPT, 1.0)
        sheet.band(start, turn, end, thick=measure.thick, colour=colour, layer=layer, name=f"band {name}")
        if lines:
            _draw_words(sheet, lines, x, end[1], measure, name)


def _draw_words(sheet: Sheet, lines: Sequence[Line], x: float, y: float, measure: Measure, name: str) -> None:
    wide, tall = _wide(lines, measure), height(len(lines), measure.tag) + 0.15 * measure.em
    sheet.tag(x - wide / 2, y - tall / 2, wide, tall, edge=CHANGED, name=f"tag {name}")
    top = y - height(len(lines), measure.tag) / 2
    sheet.block(x, top, lines, measure.tag, align="center", name=f"tag {name}")


def _wide(lines: Sequence[Line], measure: Measure) -> float:
    return max((line_width(line, measure.tag) for line in lines), default=0.0) + 1.2 * measure.pad


# ---------------------------------------------------------------- the key

_SIGN = 0.5  # the width of a sign in centimetres
_SIGNS = {
    "changed": "changed",
    "kept": "kept or renumbered",
    "dashed": "no longer a category of its own",
    "heavy": "did not exist before",
    "marked": "new input",
}


def _occurring(layout: Layout) -> dict[str, bool]:
    return {
        "changed": any(link.changed for link in layout.links),
        "kept": any(not link.changed for link in layout.links),
        "dashed": any(box.alone for box in layout.left),
        "heavy": any(box.alone for box in layout.right),
        "marked": any(piece.marked for box in layout.right for line in box.lines for piece in line),
    }


def draw_key(sheet: Sheet, occurs: Mapping[str, bool], y: float) -> None:
    """What the lines and colours mean, those that occur, in one line at height ``y``."""
    middle, x = y + 0.17, MARGIN
    for sign, text in _SIGNS.items():
        if occurs[sign]:
            _draw_sign(sheet, sign, x, middle)
            sheet.write(x + _SIGN + 0.12, middle, text, KEY, colour=QUIET, name="key")
            x += _SIGN + 0.12 + width(text, KEY) + 0.4


def _draw_sign(sheet: Sheet, sign: str, x: float, y: float) -> None:
    match sign:
        case "marked":
            sheet.write(x + _SIGN / 2, y, (Piece("bold", True),), KEY, align="center", name="key")
        case "dashed" | "heavy":
            dashed = sign == "dashed"
            sheet.box(x, y - 0.12, _SIGN, 0.24, edge=INK, line=1.1 if dashed else 2.0, dashed=dashed)
        case _:
            sheet.box(x, y - 0.07, _SIGN, 0.14, fill=CHANGED if sign == "changed" else KEPT, line=0)
