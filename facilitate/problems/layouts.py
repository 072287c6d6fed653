"""Problems with what the columns of a file mean."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote, shortened


def unusable_layout(place: Place, why: str) -> Problem:
    """A layout file that a person added cannot be used.

    Example: The layout cannot be used: “tpoic” is none of group, topic, what was said.
    Cure: Copy one of the layouts that come with the program, and change the words in it.
    """
    return Problem(
        "unusable-layout",
        Level.ERROR,
        place,
        found=f"The layout cannot be used: {why}.",
        remedy="Please mend it, or take it out of the folder.",
        meanwhile="The other layouts are used.",
    )


def no_known_columns(place: Place, present: tuple[str, ...], known: tuple[str, ...], wordiest: str) -> Problem:
    """A sheet holds texts, and none of its first rows looks like the headers of a known layout.

    Example: The columns are not known: “Idee”, “Wer”.
    Cure: Give the columns the headers of the group workbook, or say which column holds what: --columns.
    """
    shown = f": {listed([quote(header, 30) for header in present[:6]])}" if present else ""
    file = place.file.rpartition("/")[2]
    return Problem(
        "no-known-columns",
        Level.QUESTION,
        place,
        found=f"The columns are not known{shown}.",
        expected=f"On a sheet of this name they are: {listed(known)}."
        if known
        else "Known are the columns of the group workbook and the exports of some survey tools.",
        remedy="Please give the columns these headers."
        if known
        else "Please give the columns the headers of the group workbook, or say what they hold, "
        f'such as: --columns "{file}: what was said = {shortened(wordiest or "its header", 40)}".',
        meanwhile="The rows were set aside.",
        asks="Please copy your answers into the workbook that was sent to you, or put its headers above your columns.",
    )


def headers_gone(place: Place, columns: tuple[str, ...]) -> Problem:
    """A sheet of a group workbook has lost its row of headers, and was read in the order in which it was sent.

    Example: The row with the headers is gone from this sheet.
    Cure: Nothing if the columns stand as they were sent; otherwise put the headers back above them.
    """
    return Problem(
        "headers-gone",
        Level.QUESTION,
        place,
        found="The row with the headers is gone from this sheet.",
        expected=f"The columns were sent in this order: {listed(columns)}.",
        remedy="If columns were moved, please put the headers back above them.",
        meanwhile="The rows were read in that order.",
    )


def read_as(place: Place, layout: str, rows: int) -> Problem:
    """A file is no workbook that the program made; it was read by a layout that was recognised.

    Example: The file was read as Microsoft Forms, 41 rows.
    Cure: None needed if it is right; otherwise say how to read it: --columns "FILE: Google Forms".
    """
    name = place.file.rpartition("/")[2]
    return Problem(
        "read-as",
        Level.NOTE,
        place,
        found=f"The file was read as {layout}, {count(rows, 'row')}.",
        remedy=f'If that is wrong, please say what it is, or what its columns hold: --columns "{name}: ...".',
    )


def unused_layout(place: Place, layout: str, columns: tuple[str, ...]) -> Problem:
    """A layout that was given for this session fits no file.

    Example: No file has the columns of the layout “Slido”: “Question text” and “Label”.
    Cure: Write the columns as they stand in the file; or take the layout out of the folder.
    """
    wanted = f": {listed([quote(column) for column in columns])}" if columns else ""
    return Problem(
        "unused-layout",
        Level.QUESTION,
        place,
        found=f"No file has the columns of the layout {quote(layout)}{wanted}.",
        remedy="Please write the columns as they stand in the file; or take the layout out of the folder.",
    )


def columns_taken_for(place: Place, pairs: tuple[str, ...]) -> Problem:
    """Columns have other names than in the group workbook, and were recognised by their meaning.

    Example: Columns were recognised by their meaning: “Pourquoi” as “why”.
    Cure: None needed if it is right; otherwise give the column the header that it should have.
    """
    return Problem(
        "columns-taken-for",
        Level.NOTE,
        place,
        found=f"Columns were recognised by their meaning: {listed(pairs)}.",
        remedy="If one is wrong, please give it the header of the group workbook.",
    )


def unread_columns(place: Place, columns: tuple[str, ...], texts: int, some: str, known: tuple[str, ...]) -> Problem:
    """A group has columns of its own, and something stands in them.

    Example: The column “Discussion” is not read; it holds 7 texts, such as “We need more time”.
    Cure: Leave it if it is no answer; else give it one of the headers that are read, or say what it holds: --columns.
    """
    one = len(columns) == 1
    subject, verb = ("column", "is not read; it holds") if one else ("columns", "are not read; they hold")
    return Problem(
        "unread-columns",
        Level.QUESTION,
        place,
        found=f"The {subject} {listed([quote(column, 40) for column in columns])} {verb} {count(texts, 'text')}, "
        f"such as {quote(some, 40)}.",
        expected=f"The headers that are read: {listed(known)}.",
        remedy="If that belongs to the answer, please put it under one of them; otherwise leave it.",
        meanwhile="It was not used.",
    )


def columns_left_out(place: Place, columns: tuple[str, ...]) -> Problem:
    """Columns that are not read: nothing stands in them, or the layout for this file does not name them.

    Example: Not read: “Upvotes” and “Author”.
    Cure: None needed; name a column in --columns or in the layout if it holds answers.
    """
    return Problem(
        "columns-left-out",
        Level.NOTE,
        place,
        found=f"Not read: {listed([quote(column, 40) for column in columns])}.",
        remedy="If one holds answers, please say so with --columns.",
    )


def sheet_taken_for(place: Place, sheet: str, layout: str, rows: int) -> Problem:
    """A sheet is not called as in the group workbook, and was recognised by its columns.

    Example: The sheet was read as “Missing” of the group workbook, 4 rows.
    Cure: None needed if it is right; otherwise rename the sheet or its columns.
    """
    return Problem(
        "sheet-taken-for",
        Level.NOTE,
        place,
        found=f"The sheet was read as {quote(sheet)} ({layout}), {count(rows, 'row')}.",
        remedy="If that is wrong, please give its columns the headers of the group workbook.",
    )


def text_above_table(place: Place, found: str) -> Problem:
    """Something stands above the headers of a table.

    Example: “We only did the first five” stands above the headers.
    Cure: Move it into one of the columns if it belongs to the group's answer.
    """
    return Problem(
        "text-above-table",
        Level.NOTE,
        place,
        found=f"{quote(found)} stands above the headers.",
        remedy="Please move it into one of the columns if it belongs to the answer.",
        meanwhile="It was taken for a title.",
    )


def text_on_first_sheet(place: Place, found: str) -> Problem:
    """Something was written on the first sheet of a group workbook, where nothing is asked.

    Example: “We ran out of time” stands on the first sheet.
    Cure: Move it to the sheet “Reflections” if it belongs to the group's answer.
    """
    return Problem(
        "text-on-first-sheet",
        Level.NOTE,
        place,
        found=f"{quote(found)} stands on the first sheet.",
        remedy="Please move it to the sheet “Reflections” if it belongs to the answer.",
        meanwhile="It was not used.",
    )


def hidden_sheet(place: Place, rows: int) -> Problem:
    """A hidden sheet holds rows that look like answers.

    Example: The sheet is hidden and holds 12 rows.
    Cure: Unhide it if it belongs to the group's answer.
    """
    return Problem(
        "hidden-sheet",
        Level.QUESTION,
        place,
        found=f"The sheet is hidden and holds {count(rows, 'row')}.",
        remedy="Please unhide it if it belongs to the answer, or delete it.",
        meanwhile="Its rows were set aside.",
    )


def hidden_row(place: Place) -> Problem:
    """A row that holds an answer is hidden, perhaps by a filter.

    Example: The row is hidden.
    Cure: None needed; show the rows again to see what was read.
    """
    return Problem(
        "hidden-row",
        Level.NOTE,
        place,
        found="The row is hidden.",
        remedy="Please show it again to see what was read.",
        meanwhile="It was read like any other.",
    )


def row_of_no_group(place: Place, found: str, near: str, known: tuple[str, ...]) -> Problem:
    """The column that names the group of each row holds something else.

    Example: “purple” is no group of this meeting.
    Cure: Write the name or the id of a group of the meeting.
    """
    return Problem(
        "row-of-no-group",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is no group of this meeting." if found else "The row does not say which group wrote it.",
        expected=f"{f'Perhaps {near} is meant. ' if near else ''}The groups are: {listed(known)}.",
        remedy="Please write one of them.",
        meanwhile="The row was set aside.",
    )


def two_groups_named(place: Place, made_for: str, named: str) -> Problem:
    """A workbook was made for one group, and its file is named after another.

    Example: The workbook was made for Group Green, and the file is named after Group Blue.
    Cure: If Group Blue wrote it, ask it to copy its answers into its own workbook; else rename the file.
    """
    return Problem(
        "two-groups-named",
        Level.QUESTION,
        place,
        found=f"The workbook was made for {made_for}, and the file is named after {named}.",
        remedy=f"If {named} wrote it, please have the answers copied into its own workbook; otherwise rename the file.",
        meanwhile=f"It counts as the answer of {made_for}.",
        asks="Please say which of the two groups wrote it.",
    )


def later_workbook(place: Place, found: str) -> Problem:
    """A group workbook was made by a later version of the program.

    Example: The workbook was made by a later version of facilitate (schema 3).
    Cure: Bring facilitate up to date if something in it was not read.
    """
    return Problem(
        "later-workbook",
        Level.NOTE,
        place,
        found=f"The workbook was made by a later version of facilitate (schema {found}).",
        remedy="Please bring facilitate up to date if something in it was not read.",
        meanwhile="It was read as far as it is known.",
    )
