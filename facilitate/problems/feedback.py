"""Problems with what the groups sent."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, perhaps, quote


def no_group_files(place: Place) -> Problem:
    """Not one group's workbook has come back yet.

    Example: There is no workbook of a group yet.
    Cure: Put the workbooks that the groups send back into the folder groups/ and run the command again.
    """
    return Problem(
        "no-group-files",
        Level.ERROR,
        place,
        found="There is no workbook of a group yet.",
        remedy="Please put the workbooks that the groups send back into this folder, and run the command again.",
    )


def group_missing(place: Place, name: str) -> Problem:
    """A group of the meeting has sent nothing.

    Example: Nothing has come from Group Green.
    Cure: Ask its rapporteur; the next merge takes the file in and keeps every decision.
    """
    return Problem(
        "group-missing",
        Level.NOTE,
        place,
        found=f"Nothing has come from {name}.",
        remedy="When its workbook comes, put it into this folder and merge again; every decision is kept.",
    )


def groups_missing(place: Place, number: int, groups: int, some: str) -> Problem:
    """Many groups of the meeting have sent nothing.

    Example: Nothing has come from 1,003 of 10,000 groups: Meeting 4, Meeting 17 and 1,001 more.
    Cure: The sheet Intake lists all of them; the next merge takes their files in and keeps every decision.
    """
    return Problem(
        "groups-missing",
        Level.NOTE,
        place,
        found=f"Nothing has come from {number:,} of {groups:,} groups: {some}.",
        remedy="When a workbook comes, put it into this folder and merge again; every decision is kept.",
    )


def not_a_count(place: Place, found: str) -> Problem:
    """A group was asked for a number of people and wrote something else.

    Example: “most of us” is not a number of people.
    Cure: Write a number, such as 12, or leave the cell empty. The group counts once in any case.
    """
    return Problem(
        "not-a-count",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not a number of people.",
        expected="A number such as 12, or nothing.",
        remedy="Please ask the group how many, or delete the text.",
        meanwhile="The group counts as one group, and its people are not counted.",
        asks="Please write a number, or delete the text.",
    )


def unknown_group(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """A workbook belongs to no group of the meeting.

    Example: The file belongs to no group of this meeting: “purple”.
    Cure: Add the group to the sheet “groups” of meeting.xlsx, or rename the file after one that is there.
    """
    return Problem(
        "unknown-group",
        Level.ERROR,
        place,
        found=f"The file belongs to no group of this meeting: {quote(found)}.",
        expected=f"The groups are: {listed(known)}.",
        remedy="Please name the file after one of them, or add the group to meeting.xlsx.",
        meanwhile="The file was not used.",
        asks="Please name your group in the name of the file.",
    )


def duplicate_group(place: Place, group: str, first: str, told: tuple[str, ...], number: int) -> Problem:
    """Two files come from the same group, and they are not the same.

    Example: Group Green has sent a second, different file; groups/green.xlsx was read. They differ in 1 cell: D4.
    Cure: Keep the right one in the folder; take the other one out.
    """
    more = f"; and {number - len(told):,} more" if number > len(told) else ""
    return Problem(
        "duplicate-group",
        Level.ERROR,
        place,
        found=f"{group} has sent a second, different file; {first} was read. "
        f"They differ in {count(number, 'cell')}: {'; '.join(told)}{more}.",
        remedy="Please keep the right one of the two in the folder, and take the other one out.",
        meanwhile="The rows of this one were set aside.",
        asks="Please say which of your two files is right.",
    )


def nothing_filled_in(place: Place, group: str) -> Problem:
    """The workbook of a group came back as it was sent: nothing in it was written by the group.

    Example: Nothing is filled in: perhaps the workbook of Group Green came back as it was sent out.
    Cure: Ask for the filled one; put it in place of this file, or beside it.
    """
    return Problem(
        "nothing-filled-in",
        Level.QUESTION,
        place,
        found=f"Nothing is filled in: perhaps the workbook of {group} came back as it was sent out.",
        remedy="Please ask for the filled one, and put it beside this file or in its place.",
        meanwhile="The group counts as one that proposes nothing.",
        asks="Please send the workbook that you filled in.",
    )


def empty_copy(place: Place, group: str, read: str) -> Problem:
    """Of two files of a group nothing is filled in in one; the other was read.

    Example: Nothing is filled in here; groups/green (1).xlsx of Group Green was read.
    Cure: None needed; you can delete the empty one.
    """
    return Problem(
        "empty-copy",
        Level.NOTE,
        place,
        found=f"Nothing is filled in here; {read} of {group} was read.",
        remedy="You can delete this file.",
    )


def same_copy(place: Place, first: str, exact: bool) -> Problem:
    """A file is a copy of another one: byte for byte, or saved again with the same texts.

    Example: The file is an exact copy of groups/green.xlsx.
    Cure: None needed; you can delete it.
    """
    return Problem(
        "same-copy",
        Level.NOTE,
        place,
        found=f"The file is an exact copy of {first}." if exact else f"The file holds the same texts as {first}.",
        remedy="You can delete it.",
        meanwhile="It was counted once.",
    )


def other_session(place: Place, found: str, expected: str) -> Problem:
    """A workbook was made for another meeting.

    Example: The workbook was made for the session “core-group-1”.
    Cure: Check that the right file was sent.
    """
    return Problem(
        "other-session",
        Level.ERROR,
        place,
        found=f"The workbook was made for the session {quote(found)}.",
        expected=f"This is {quote(expected)}.",
        remedy="Please ask the group for the right file.",
        meanwhile="The file was not used.",
        asks="Please send the workbook that was made for this meeting.",
    )


def renamed_session(place: Place, found: str, expected: str, files: int = 1) -> Problem:
    """Workbooks were made for a session of another name, and ask about the same list: the folder was renamed.

    Example: 4 workbooks were made for the session “core-group-1”; this is “core-group-1-final”.
    Cure: None if the folder was renamed; otherwise ask the groups for the right files.
    """
    one = files == 1
    them = "The workbook was" if one else f"{files:,} workbooks were"
    return Problem(
        "renamed-session",
        Level.NOTE,
        place,
        found=f"{them} made for the session {quote(found)}; this is {quote(expected)}.",
        remedy=f"If the folder was not renamed, please ask for the right {'file' if one else 'files'}.",
        meanwhile=f"{'It was' if one else 'They were'} read, with the list of this session.",
    )


def unknown_action(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """What should happen is not one of the words of the list.

    Example: “delet” is not one of the words for what should happen.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "unknown-action",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not one of the words for what should happen.",
        expected=f"{perhaps(found, known)}The words are: {listed(known)}.",
        remedy="Please choose one of them from the list.",
        meanwhile="The row was taken as a remark on what needs to be improved.",
        asks="Please choose one of them from the list.",
    )


def unknown_category(place: Place, found: str, candidates: tuple[str, ...]) -> Problem:
    """A group names a category that cannot be told for certain.

    Example: It is not clear which category “Trainings” is.
    Cure: Answer on the sheet Aliases of decisions.xlsx, or write the category's id (such as C7) into the cell.
    """
    return Problem(
        "unknown-category",
        Level.QUESTION,
        place,
        found=f"It is not clear which category {quote(found)} is.",
        expected=f"Perhaps {listed([quote(name) for name in candidates], 'or')}." if candidates else "",
        remedy="Please answer on the sheet Aliases of decisions.xlsx, or write the category's id into the cell.",
        meanwhile="The row was set aside; it is listed in the sheet Sources.",
        asks="Please write the category's id (such as C7) into this cell.",
    )


def matched_category(place: Place, found: str, taken_for: str, how: str) -> Problem:
    """A category was written differently from the list, and recognised.

    Example: “Assesment & certification” was taken for “Assessment, certification and recognition of skills”.
    Cure: None needed if it is right; otherwise answer on the sheet Aliases of decisions.xlsx.
    """
    return Problem(
        "matched-category",
        Level.NOTE,
        place,
        found=f"{quote(found)} was taken for {quote(taken_for)} ({how}).",
        remedy="If that is wrong, please answer on the sheet Aliases of decisions.xlsx.",
    )


def taken_as_new(place: Place, found: str) -> Problem:
    """A row of a group names a category that is nothing like any of the list; it counts as a proposal to add it.

    Example: “Green skills” is not on the list.
    Cure: None needed if the group wants it added; otherwise answer on the sheet Aliases of decisions.xlsx.
    """
    return Problem(
        "taken-as-new",
        Level.NOTE,
        place,
        found=f"{quote(found)} is not on the list.",
        remedy="If it means a category of the list, please answer on the sheet Aliases of decisions.xlsx.",
        meanwhile="It was taken for a proposal to add it.",
    )


def incomplete_row(place: Place, action: str, lacks: str) -> Problem:
    """A row says what should happen but not all that it takes: a rename without a name, a merge without a target.

    Example: It says “rename” but not the new name.
    Cure: Fill in what is missing, or choose another action.
    """
    return Problem(
        "incomplete-row",
        Level.QUESTION,
        place,
        found=f"The row says {quote(action)} but not {lacks}.",
        remedy=f"Please ask the group for {lacks}.",
        meanwhile="It is listed as it stands.",
        asks=f"Please write {lacks} here, or choose another action.",
    )


def text_under_no_header(place: Place, found: str) -> Problem:
    """Something stands outside the columns that are read.

    Example: “ask Maria” stands in a column without a header.
    Cure: Move it into one of the columns if it belongs to the group's answer.
    """
    return Problem(
        "text-under-no-header",
        Level.QUESTION,
        place,
        found=f"{quote(found)} stands outside the columns that are read.",
        remedy="Please move it into one of the columns if it belongs to the answer.",
        meanwhile="It was not used.",
    )


def assumed_action(place: Place, taken_for: str) -> Problem:
    """A row gives a new name or a target and not what should happen.

    Example: The row does not say what should happen.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "assumed-action",
        Level.QUESTION,
        place,
        found="The row does not say what should happen.",
        remedy="Please choose a word from the list.",
        meanwhile=f"It was taken for {quote(taken_for)}, after what else stands in it.",
    )


def folder_among_files(place: Place) -> Problem:
    """There is a folder with files inside the folder of the groups' workbooks.

    Example: Files in the folder groups/late/ are not read.
    Cure: Move them up into the folder groups.
    """
    return Problem(
        "folder-among-files",
        Level.QUESTION,
        place,
        found="Files in a folder of their own are not read.",
        remedy="Please move them up into the folder groups.",
    )
