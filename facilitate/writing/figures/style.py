"""How every figure looks, and a drawn figure made into a picture."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib import rc_context
from matplotlib.figure import Figure

from facilitate.records.reporting import Picture
from facilitate.text import shortened

PAGE_WIDTH = 16.0
"""The printed width of a figure in centimetres: the text of an A4 page."""
PAGE_HEIGHT = 22.0
"""The greatest printed height in centimetres: an A4 page with room for the caption."""
MARGIN = 0.06
"""What heavy lines need beyond their middle at the edges of a sheet, in centimetres."""
DPI = 200
ALT_LIMIT = 250

# The shades differ in lightness as well, so that they stay apart in greyscale and for colour-blind readers.
WHITE = "#FFFFFF"
INK = "#1F2A44"
QUIET = "#4A5568"
EDGE = "#7C879C"
RULE = "#C9D0DC"
KEPT = "#D3DAE6"
CHANGED = "#7F9CCB"
LIGHT = "#C7D6EE"
MARK = "#C00000"

BODY = 8.0
"""The size of text in points where there is room for it."""
SMALL = 7.0
SMALLEST = 6.0
"""The smallest size at which names are still printed whole."""
KEY = 6.5
"""The size of the text that explains signs."""


@contextmanager
def our_letters() -> Iterator[None]:
    """Whatever is drawn or measured within has letters as wide as ``lettering`` says, at every size.

    Without it the renderer rounds letters to whole pixels. A person's own settings of matplotlib do not count either.
    """
    with rc_context({"text.hinting": "none", "text.usetex": False, "savefig.bbox": None, "path.sketch": None}):
        yield


def picture(figure: Figure, name: str, width: float, caption: str, alt: str) -> Picture:
    """The figure as PNG of 200 dpi, ``width`` centimetres wide in print; the same figure gives the same bytes.

    The alternative text is put on one line and cut at 250 characters.
    """
    content = io.BytesIO()
    with warnings.catch_warnings(), our_letters():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a box is printed for it; the run goes on
        figure.savefig(content, format="png", dpi=DPI, metadata={"Software": None})
    return Picture(name, content.getvalue(), width, caption, shortened(alt, ALT_LIMIT))
