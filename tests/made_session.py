"""Made sessions of any size: a national consultation with a workbook from each of its local meetings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from facilitate.records.forms import SheetForm
from facilitate.records.meeting_book import AGENDA, CATEGORIES, GROUPS, MEETING, PARTICIPANTS, TEAM
from facilitate.records.workbooks import GROUP_CATEGORIES, GROUP_MISSING, GROUP_REFLECTIONS
from tests.conftest import NINE
from tests.made_texts import made_rows
from tests.reading.building import LINKS, MAIN, PACKAGE, archive, relations

_NAMES = (
    "Digital skills", "Green skills", "Skills of migrants", "Funding of training", "Skills in small firms", "Teachers",
    "Skills of women", "Rural skills", "Quality of training", "Anticipation of skills", "Lifelong learning",
    "Basic skills",
)  # fmt: skip
_TOPICS = ("Funding", "Time", "Teachers", "Employers", "Young people", "Rural areas", "Certificates", "Next steps")
_ACTIONS = ("keep", "keep", "rename", "widen", "drop", "merge into", "split", "", "")
Row = Sequence[str]


def made_session(folder: Path, groups: int, seed: int = 1) -> Path:
    """A session folder with ``groups`` groups, of which nine in ten sent a workbook with about ten filled rows."""
    chance = random.Random(seed)
    (folder / "groups").mkdir(parents=True)
    _meeting(groups).save(folder / "meeting.xlsx")
    texts = iter(made_rows(groups * 8, seed).texts)
    for number in range(1, groups + 1):
        if chance.random() < 0.9:
            sheets = [
                (GROUP_CATEGORIES, [_asked(place, name, texts, chance) for place, name in enumerate(NINE, 1)]),
                (GROUP_MISSING, [_missing(texts, chance) for _ in range(chance.choice((0, 1, 1, 2)))]),
                (GROUP_REFLECTIONS, [(chance.choice(_TOPICS), next(texts)) for _ in range(chance.choice((1, 2, 3)))]),
            ]
            (folder / "groups" / f"g{number}.xlsx").write_bytes(_workbook(sheets))
    return folder


def _meeting(groups: int) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    rows: dict[SheetForm, list[Row]] = {
        MEETING: [
            ("title", "National consultation"),
            ("date", "2026-03-02"),
            ("time zone", "Europe/Paris"),
            ("adoption rule", "majority"),
        ],
        AGENDA: [],
        CATEGORIES: [(f"C{place}", name) for place, name in enumerate(NINE, 1)],
        PARTICIPANTS: [],
        TEAM: [],
        GROUPS: [(f"g{number}", f"Meeting {number}") for number in range(1, groups + 1)],
    }
    for form, lines in rows.items():
        sheet = book.create_sheet(form.name)
        for line in (form.headers, *lines):
            sheet.append(line)
    return book


def _asked(place: int, name: str, texts: Sequence[str], chance: random.Random) -> Row:
    action = chance.choice(_ACTIONS) if chance.random() < 0.6 else ""
    new, into, improve = "", "", ""
    if action in ("rename", "widen"):
        new = _slip(chance.choice((name.replace(" and ", " & "), f"{name} for all", chance.choice(_NAMES))), chance)
    elif action == "split":
        new = "\n".join(chance.sample(_NAMES, 2))
    elif action == "merge into":
        other = chance.choice([at for at in range(1, len(NINE) + 1) if at != place])
        into = f"C{other} {NINE[other - 1]}"
    if chance.random() < 0.25:
        improve = next(texts)
    why = next(texts) if action and chance.random() < 0.3 else ""
    return (f"C{place}", name, "", action, new, into, improve, why)


def _missing(texts: Sequence[str], chance: random.Random) -> Row:
    name = _slip(chance.choice(_NAMES), chance)
    if chance.random() < 0.3:
        name = f"{name} and {chance.choice(_NAMES).lower()}"
    return (name, "", next(texts))


def _slip(name: str, chance: random.Random) -> str:
    """One name in five with a letter lost."""
    at = chance.randrange(2, len(name))
    return name[:at] + name[at + 1 :] if chance.random() < 0.2 else name


def _workbook(sheets: Sequence[tuple[SheetForm, Sequence[Row]]]) -> bytes:
    """A workbook of some sheets in a millisecond: thousands of them are needed."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": relations({"a": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        + "".join(f'<sheet name="{form.name}" sheetId="{n}" r:id="s{n}"/>' for n, (form, _) in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
        ),
    }
    for number, (form, rows) in enumerate(sheets, 1):
        lines = "".join(_row(at, row) for at, row in enumerate((form.headers, *rows), 1))
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    return archive(parts)


def _row(number: int, values: Row) -> str:
    cells = "".join(
        f'<c r="{get_column_letter(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        for at, value in enumerate(values, 1)
        if value
    )
    return f'<row r="{number}">{cells}</row>'
