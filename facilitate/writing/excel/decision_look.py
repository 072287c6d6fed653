"""How decisions.xlsx looks: a band above each category's proposals, what is open in front, what is done behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.records.contributions import Action
from facilitate.records.forms import Kind
from facilitate.records.tables import BAND, Band, KeptTable, same_text
from facilitate.records.workbooks import DECISIONS, NEW_CATEGORIES
from facilitate.writing.excel.book import FONT, INK, LOCKED, OPEN, YOURS, Book, set_height

# The shades differ in lightness too, and whatever they say stands in words in the cell: a black-and-white print says
# the same.
_QUIET = "7A8191"
_GROUND = "D5DCE9"
_STANDS = "EEF1F7"
_DISPUTED = "FBE3D0"
_ADOPT = "DDF0DD"
_ANSWERED = "C3D2EA"
OUR_FILLS = frozenset((LOCKED, OPEN, YOURS, INK, "FFFFFF", _GROUND, _STANDS))
"""What the program fills cells with: no mark of a person's."""
_OUTER = ("final definition", "new input", "old category lives on", "meaning", "put together")
"""Columns to the right of what is printed: needed now and then."""
_LAST_PRINTED = "status"


def dress_decisions(
    sheet: Worksheet,
    headers: Sequence[str],
    lines: int,
    bands: Mapping[int, Band],
    marked: Collection[tuple[int, int]] = (),
) -> None:
    """Bands that fold their rows, frozen panes, colours that follow what a person fills in, and the page.

    Cells that a person filled with a colour (``marked``, by row and column) keep it when their row is decided.
    """
    sheet.freeze_panes = "C2"
    sheet.sheet_view.zoomScale = 85
    sheet.sheet_properties.outlinePr.summaryBelow = False  # type: ignore[union-attr]
    sheet.sheet_properties.outlinePr.summaryRight = False  # type: ignore[union-attr]
    begun: set[str] = set()
    for row in range(2, lines + 2):
        band = bands.get(row)
        if band and band.title not in begun:
            begun.add(band.title)
            _dress_band(sheet, row, headers)
        else:
            if band:
                _dress_standing(sheet, row, headers)
            else:
                _fit(sheet, row, headers)
            if bands:
                sheet.row_dimensions[row].outlineLevel = 1
    for header in _OUTER:
        if header in headers:
            sheet.column_dimensions[get_column_letter(headers.index(header) + 1)].outlineLevel = 1
    last = max(lines, 1) + 1  # a range has a first row, though no group asks for anything
    _centre_numbers(sheet, headers, last)
    _hide_unused(sheet, headers, last)
    _colour_by_answer(sheet, headers, last, marked)
    _lay_out_page(sheet, headers, last)


def _dress_band(sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
    """The line that names a category: one ground from left to right, its texts on one line each."""
    for column, header in enumerate(headers, 1):
        cell = sheet.cell(row, column)
        cell.fill = PatternFill("solid", fgColor=_GROUND)
        cell.font = Font(name=FONT, size=13 if header == "category" else 11, bold=True, color=INK)
        cell.alignment = Alignment(vertical="center")
        cell.border = Border(top=Side(style="medium", color=INK))
    sheet.row_dimensions[row].height = 24


def _dress_standing(sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
    """The line that says what stands: its text runs on to the right as far as there is room."""
    for column, header in enumerate(headers, 1):
        cell = sheet.cell(row, column)
        cell.fill = PatternFill("solid", fgColor=_STANDS)
        # Its category is there for sorting and filtering; the line above it shows it.
        named = header in ("id", "category")
        cell.font = Font(name=FONT, size=11, italic=not named, color=_STANDS if named else INK)
        cell.alignment = Alignment(vertical="center")
    sheet.row_dimensions[row].height = 17


def _fit(sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
    """The category of a proposal stands on one line, cut short: the heading has it in full, and so have filters. What
    else is said makes the row as high as it is, so that as many proposals as possible are seen at once.
    """
    column = headers.index("category") + 1
    sheet.cell(row, column).alignment = Alignment(vertical="top")
    places = [place for place in range(1, len(headers) + 1) if place != column]
    widths = (sheet.column_dimensions[get_column_letter(place)].width for place in places)
    set_height(sheet, row, zip((str(sheet.cell(row, place).value or "") for place in places), widths, strict=True))


def _hide_unused(sheet: Worksheet, headers: Sequence[str], last: int) -> None:
    """The columns of people and of constituencies, in a meeting that does not count them."""
    for header in ("people", "by constituency", "people from"):
        column = headers.index(header) + 1
        if all(sheet.cell(row, column).value is None for row in range(2, last + 1)):
            sheet.column_dimensions[get_column_letter(column)].hidden = True


def _centre_numbers(sheet: Worksheet, headers: Sequence[str], last: int) -> None:
    """Numbers in the middle: at the right edge they would touch the text of the next column."""
    numbers = {heading.header for heading in DECISIONS.headings if heading.kind is Kind.NUMBER}
    for column in (place for place, header in enumerate(headers, 1) if header in numbers):
        for row in range(2, last + 1):
            sheet.cell(row, column).alignment = Alignment(horizontal="center", vertical="top")


def _colour_by_answer(sheet: Worksheet, headers: Sequence[str], last: int, marked: Collection[tuple[int, int]]) -> None:
    """What is decided steps back, what is open stays in front; a band steps back when all its rows are decided."""
    at = {header: get_column_letter(place) for place, header in enumerate(headers, 1)}
    id, category, decision = at["id"], at["category"], at["decision"]
    whole = f"A2:{get_column_letter(len(headers))}{last + 20}"
    band = f'LEFT(${id}2,1)="{BAND}"'
    answered = f'AND(${decision}2<>"",NOT({band}))'

    def rule(
        area: str, formula: str, font: Font | None = None, fill: PatternFill | None = None, stop: bool = False
    ) -> None:
        look = DifferentialStyle(font=font, fill=fill)
        sheet.conditional_formatting.add(area, Rule("expression", dxf=look, formula=[formula], stopIfTrue=stop))

    def area(letter: str, until: int) -> str:
        return _without(letter, until, {row for row, column in marked if get_column_letter(column) == letter})

    def ground(colour: str) -> PatternFill:
        return PatternFill("solid", bgColor=colour)

    meant = f'IF(LEFT(${id}2,{len(BAND) + 4})="{BAND} new","=",${category}2)'
    open_rows = (
        f'COUNTIFS(${category}$2:${category}${last},{meant},${id}$2:${id}${last},"<>{BAND}*",'
        f'${decision}$2:${decision}${last},"=")'
    )
    rule(whole, f"AND({band},{open_rows}=0)", stop=True, font=Font(color=_QUIET, bold=False), fill=ground("F2F2F2"))
    rule(area(decision, last + 20), answered, font=Font(bold=True, color=INK), fill=ground(_ANSWERED))
    given = [at[heading.header] for heading in DECISIONS.headings if heading.given and heading.header != "status"]
    for letter in given:
        rule(area(letter, last), answered, font=Font(color=_QUIET), fill=ground("FFFFFF"))
    rule(f"{category}2:{category}{last}", f"AND(${category}2=${category}1,NOT({band}))", font=Font(color="A9AFBB"))
    disputed, suggested = at["in conflict with"], at["rule suggests"]
    rule(f"{disputed}2:{disputed}{last}", f'${disputed}2<>""', fill=ground(_DISPUTED))
    adopt = f'LEFT(${suggested}2,5)="adopt"'
    rule(f"{suggested}2:{suggested}{last}", adopt, font=Font(bold=True), fill=ground(_ADOPT))


def _without(letter: str, last: int, rows: Collection[int]) -> str:
    """The cells of a column from its second row on without those of some rows.

    >>> _without("C", 9, {4, 5})
    'C2:C3 C6:C9'
    """
    begins = [2, *(row + 1 for row in sorted(rows))]
    ends = [*(row - 1 for row in sorted(rows)), last]
    areas = [f"{letter}{begin}:{letter}{end}" for begin, end in zip(begins, ends, strict=True) if begin <= end]
    return " ".join(areas or [f"{letter}1"])


def _lay_out_page(sheet: Worksheet, headers: Sequence[str], last: int) -> None:
    """A3 across; the columns that are needed now and then are not printed."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    if _LAST_PRINTED in headers:
        sheet.print_area = f"A1:{get_column_letter(headers.index(_LAST_PRINTED) + 1)}{max(last, 2)}"


def colour_by_status(sheet: Worksheet, headers: Sequence[str], lines: int) -> None:
    """Rows to look at again stand out, and rows that are no longer asked for step back; the status says so in words."""
    letter = get_column_letter(headers.index("status") + 1)
    area = f"A2:{get_column_letter(len(headers))}{lines + 1}"
    for word, colour in (("recheck", "FFE2B3"), ("new", _ADOPT), ("no longer", "E4E4E4"), ("part of", "E4E4E4")):
        style = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
        rule = Rule("expression", dxf=style, formula=[f'LEFT(${letter}2,{len(word)})="{word}"'])
        sheet.conditional_formatting.add(area, rule)


def dress_overview(book: Book, sheet: Worksheet, table: KeptTable, starts: Mapping[str, int], rows: KeptTable) -> None:
    """Names that lead to their proposals, and counts that follow what is decided; ``starts`` are the rows of bands,
    ``rows`` the sheet Decisions.
    """
    at = {header: place for place, header in enumerate(rows.headers, 1)}
    id, category, proposed, decision = (
        f"{DECISIONS.name}!${letter}:${letter}"
        for letter in (get_column_letter(at[header]) for header in ("id", "category", "proposed", "decision"))
    )
    sheet.auto_filter.ref = None
    decided = [one for one in rows.cells() if str(one["id"] or "").startswith("P") and same_text(one["decision"])]
    for row, cells in enumerate(table.cells(), 2):
        name, proposals = str(cells["category"] or ""), cells["proposals"]
        first = sheet.cell(row, 1)
        if name in starts:
            target = f"'{DECISIONS.name}'!A{starts[name]}"
            first.hyperlink = Hyperlink(ref=first.coordinate, location=target, display=name)
            first.font = Font(name=FONT, size=11, underline="single", color="1F4E9E")
        if not proposals:
            if cells["as it stands"] and proposals is None:
                sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(table.headers))
                sheet.row_dimensions[row].height = 34 if len(str(cells["as it stands"])) > 125 else 19
            continue
        if row == 2:
            counted = f'COUNTIFS({id},"P*",{decision},"?*")'
            now = len(decided)
        elif name == NEW_CATEGORIES:
            counted = f'COUNTIFS({proposed},"{Action.ADD.value}",{id},"P*",{decision},"?*")'
            now = sum(one["proposed"] == Action.ADD.value for one in decided)
        else:
            counted = f'COUNTIFS({category},"{name.split()[0]} *",{id},"P*",{decision},"?*")'
            now = sum(str(one["category"] or "").startswith(f"{name.split()[0]} ") for one in decided)
        live = sheet.cell(row, table.headers.index("decided") + 1)
        book.formula(live, f'={counted}&" of {proposals}"', f"{now} of {proposals}")
        live.alignment = Alignment(horizontal="right", vertical="top")
    for column in range(1, len(table.headers) + 1):
        sheet.cell(2, column).font = Font(name=FONT, size=11, bold=True, color=INK)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.fill = PatternFill()
