"""Sessions of very many groups, made quickly: a few workbooks filled as by a person, then copied with other words."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.meeting import Group, Meeting
from facilitate.records.sources import GroupId
from facilitate.records.workbooks import GROUP_ACTIONS
from facilitate.writing.excel.group import group_workbook

ROWS = 60
"""Categories of the list, which are the rows of a group's sheet."""

FILLED = 12
"""Workbooks that are filled cell by cell; the others are copies with other words."""

_WORDS = """
    training skills access for young people in rural areas needs clearer wording and examples from employers
    recognition of prior learning is missing certificates should be portable between countries women migrants
    persons with disabilities apprenticeships quality counselling data on outcomes local partners funding teachers
""".split()  # noqa: SIM905


_PARTS = "@PARTS"
"""Stands for the names of what a category is split into, one a line."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = (
    '<Relationship Id="texts" Target="sharedStrings.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
_CONTENT = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_INLINE = re.compile(r't="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')


def meeting_of(groups: int) -> Meeting:
    """A meeting with so many groups about a list of 60 categories."""
    categories = tuple(
        Category(CategoryId(f"C{n}"), f"Category {n} of the list", f"What belongs to the category number {n}.")
        for n in range(1, ROWS + 1)
    )
    named = tuple(Group(GroupId(f"g{n}"), f"Group {n}") for n in range(1, groups + 1))
    return Meeting("A large consultation", groups=named, categories=categories)


def workbooks(meeting: Meeting, session: str, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """The filled workbook of each group, by its file name."""
    chance = random.Random(seed)
    filled = [_filled(meeting, session, chance, number) for number in range(FILLED)]
    for place, group in enumerate(meeting.groups):
        yield f"{group.id}.xlsx", _with_words(filled[place % FILLED], str(group.id), chance)


def write_groups(meeting: Meeting, session: str, folder: Path, seed: int = 1) -> list[Path]:
    """The same as files of a folder, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in workbooks(meeting, session, seed):
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def _filled(meeting: Meeting, session: str, chance: random.Random, number: int) -> bytes:
    """A workbook with an answer in every other row; ``@ANSWER`` and ``@GROUP`` stand for what differs."""
    version = Version("v1", session, meeting.categories)
    book = load_workbook(io.BytesIO(group_workbook(meeting, Group(GroupId("@GROUP"), "@GROUP"), version, session)))
    sheet = book["Categories"]
    for row in range(2, ROWS + 2):
        if chance.random() < 0.5:
            action = sheet.cell(row, 4).value = chance.choice(GROUP_ACTIONS[1:])
            column = 6 if action == "merge into" else 5 if action in ("rename", "split") else 7
            mark = f"{_PARTS if action == 'split' else '@ANSWER'} {row} {column}"
            sheet.cell(row, column).value = f"C{row} Category" if column == 6 else mark
            sheet.cell(row, 8).value = f"@ANSWER {row} 8"
    for row in range(2, 5):
        for column in (1, 2, 3):
            book["Missing"].cell(row, column).value = f"@ANSWER missing {row} {column}"
        for column in (1, 2):
            book["Reflections"].cell(row, column).value = f"@ANSWER said {row} {column}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_words(content: bytes, group: str, chance: random.Random) -> bytes:
    """The workbook with words in place of its marks, its texts shared and its empty cells short, as Excel saves it."""
    texts: dict[str, int] = {}

    def share(found: re.Match[str]) -> str:
        words = found[1]
        if words.startswith((_PARTS, "@ANSWER")):
            lines = 2 if words.startswith(_PARTS) else 1
            words = "\n".join(" ".join(chance.choices(_WORDS, k=chance.randint(5, 30))) for _ in range(lines))
        return f't="s"><v>{texts.setdefault(words.replace("@GROUP", group), len(texts))}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = _INLINE.sub(share, part.decode()).replace(' t="n"></c>', "/>").encode()
            elif b"@GROUP" in part:
                part = part.replace(b"@GROUP", group.encode())
            elif name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", _LINK.encode() + b"</Relationships>")
            elif name == "[Content_Types].xml":
                part = part.replace(b"</Types>", _CONTENT.encode() + b"</Types>")
            new.writestr(name, part)
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')
    return out.getvalue()
