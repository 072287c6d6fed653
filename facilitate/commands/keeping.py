"""Workbooks that people edit: written again without losing what they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from facilitate.commands.output import put
from facilitate.commands.written import formats_of, remember, standing
from facilitate.consolidation.conservation import lost
from facilitate.consolidation.merge_account import Account, account_table
from facilitate.consolidation.reconcile import reconcile
from facilitate.problems import Problem
from facilitate.problems.keeping import (
    base_is_gone,
    left_in_backup,
    rows_deleted,
    typed_in_program_sheet,
    would_be_lost,
)
from facilitate.reading.base import empty_table
from facilitate.reading.kept import KeptBook, kept_book
from facilitate.reading.sheets import parse_book
from facilitate.reading.uncarried import drawn
from facilitate.records.forms import Kind, SheetForm
from facilitate.records.sources import Place
from facilitate.records.tables import KeptTable, by_id, same_text
from facilitate.records.workbooks import LAST_MERGE, OVERVIEW
from facilitate.session import Session
from facilitate.writing.excel.kept import kept_workbook
from facilitate.writing.files import ChangedMeanwhileError, sweep, write_atomically


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done with a workbook, and the account of its sheets."""

    done: str
    accounts: tuple[Account, ...] = ()
    tables: tuple[KeptTable, ...] = ()
    """The sheets as they stand now; none where the workbook was left as it is."""

    def __str__(self) -> str:
        return "\n".join([self.done, *(f"  {account}" for account in self.accounts)])


def keep(
    path: Path,
    tables: Sequence[KeptTable],
    forms: Sequence[SheetForm],
    *,
    title: str,
    session: Session,
    typed: Mapping[str, KeptTable] | None = None,
    typed_into: bytes = b"",
) -> tuple[Kept, tuple[Problem, ...]]:
    """Bring the workbook at ``path`` up to date with ``tables``; what a person wrote in it stays.

    ``typed`` are sheets as a person would leave them who typed more into what is there, such as the answers of the
    readers of a redline; they stay as if that person had saved the file. ``typed_into`` is the file that they were
    typed into: where another one stands there by now, ChangedMeanwhileError is raised and nothing is written.

    The new file is read back before it replaces the old one. The old one is kept, byte for byte, in the session's
    ``backups`` folder under its fingerprint. Where anything would be lost or the file cannot be read, nothing changes.
    """
    sweep([path.parent, session.backups, session.written])
    sheets = (*forms, LAST_MERGE)
    name, before = session.relative(path), as_it_is(path)
    kept, problems = standing(path, sheets, session, formats=True)
    if typed and before != typed_into:
        raise ChangedMeanwhileError(path)
    if kept is None:
        return Kept(f"{name} was left as it is."), problems
    if not kept.theirs:
        return _begin(path, tables, sheets, title, session)
    more = replace(kept, theirs={**kept.theirs, **(typed or {})})
    merged, base, accounts = _merged(tables, forms, more)
    account = _account(accounts, kept)
    content = kept_workbook((*merged, account), {**base, account.sheet: account}, sheets, kept.added, title)
    missing = _missing(content, name, sheets, (kept, more))
    if missing:
        return Kept(f"{name} was left as it is."), (would_be_lost(Place(name), missing),)
    if content == before:
        remember(path, content, session)
        return Kept(f"{name} is up to date.", accounts, tuple(merged)), _deleted(name, accounts)
    backup = keep_copy(path, session, before)
    try:
        refused = _put(path, content, session, before)
    except ChangedMeanwhileError:  # somebody has saved it
        if typed:
            raise
        return keep(path, tables, forms, title=title, session=session)
    done = f"{name} was left as it is." if refused else f"Brought {name} up to date; the copy before is {backup}."
    notes = (*_deleted(name, accounts), *_overwritten(name, kept, backup), *_left(name, kept, before, backup))
    if kept.forgotten:
        notes = (*notes, base_is_gone(Place(name), backup))
    return Kept(done, accounts, tuple(merged)), (*problems, *refused, *notes)


def _begin(
    path: Path, tables: Sequence[KeptTable], sheets: Sequence[SheetForm], title: str, session: Session
) -> tuple[Kept, tuple[Problem, ...]]:
    """Write a workbook that was not there."""
    name = session.relative(path)
    begun = [Account(table.sheet, new=tuple(by_id(table))) for table in tables if table.human]
    tables = (*tables, account_table(begun))
    content = kept_workbook(tables, {table.sheet: table for table in tables}, sheets, (), title)
    refused = _put(path, content, session)
    rows = ", ".join(f"{len(table.rows)} in {table.sheet}" for table in tables if table.human)
    done = f"Wrote {name}: {rows}." if not refused else f"{name} was left as it is."
    return Kept(done, (), tables), refused


def _account(accounts: Sequence[Account], kept: KeptBook) -> KeptTable:
    """The account of this merge; where it brought nothing new, the one that is there stays."""
    old = kept.base.get(LAST_MERGE.name)
    table = account_table(accounts) if old is None or any(one.has_news for one in accounts) else old
    return replace(table, widths=kept.theirs[LAST_MERGE.name].widths)


def _put(path: Path, content: bytes, session: Session, before: bytes = b"") -> tuple[Problem, ...]:
    """Put the workbook in place and remember what was written; what the system refused."""
    refused = put(path, content, session, before)
    if not refused:
        remember(path, content, session)
    return refused


def as_it_is(path: Path) -> bytes:
    """The file as it is at this moment; nothing where there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _merged(
    tables: Sequence[KeptTable], forms: Sequence[SheetForm], kept: KeptBook
) -> tuple[list[KeptTable], dict[str, KeptTable], tuple[Account, ...]]:
    merged, base, accounts = [], {}, []
    for table, form in zip(tables, forms, strict=True):
        if not table.human or (table.sheet not in kept.base and not kept.theirs[table.sheet].rows):
            as_theirs = kept.theirs[table.sheet]  # the program's own, or a sheet that there was not before
            merged.append(replace(table, widths=as_theirs.widths, hidden=as_theirs.hidden))
            base[table.sheet] = table
            continue
        old = replace(kept.base.get(table.sheet, empty_table(form)), evidence=table.evidence)
        final, base[table.sheet], account = reconcile(old, kept.theirs[table.sheet], table)
        merged.append(final)
        accounts.append(account)
    return merged, base, tuple(accounts)


def _missing(content: bytes, name: str, forms: Sequence[SheetForm], held: Iterable[KeptBook]) -> tuple[str, ...]:
    """What is held by any of these books and is not in the new file when it is read back."""
    book, _ = parse_book(content, name)
    if book is None:
        return ("everything: the new file cannot be read back",)
    written = kept_book(book, forms, formats_of(content))
    return tuple(dict.fromkeys(text for kept in held for text in _lost(kept, written, forms)))


def _lost(kept: KeptBook, written: KeptBook, forms: Sequence[SheetForm]) -> Iterator[str]:
    for form in forms:
        if written.theirs[form.name].human:
            old = kept.base.get(form.name, empty_table(form))
            yield from lost(old, kept.theirs[form.name], written.theirs[form.name])
    added = [replace(sheet, widths=()) for sheet in written.added]
    yield from (f"the sheet {sheet.name}" for sheet in kept.added if replace(sheet, widths=()) not in added)


def _deleted(name: str, accounts: tuple[Account, ...]) -> tuple[Problem, ...]:
    return tuple(rows_deleted(Place(name, one.sheet), one.deleted) for one in accounts if one.deleted)


def _overwritten(name: str, kept: KeptBook, backup: str) -> tuple[Problem, ...]:
    """Texts that a person typed into sheets that are the program's own."""
    problems = []
    live = {heading.header for heading in OVERVIEW.headings if heading.kind is Kind.LIVE}
    for sheet, table in kept.theirs.items():
        if table.human or sheet not in kept.base:
            continue
        known = {same_text(value) for row in kept.base[sheet].rows for value in row} | {""}
        typed = tuple(
            text
            for row in table.cells()
            for header, value in row.items()
            if header not in live and (text := same_text(value)) not in known
        ) + tuple(text for _, _, text in table.remarks)
        if typed:
            problems.append(typed_in_program_sheet(Place(name, sheet), typed, backup))
    return tuple(problems)


def _left(name: str, kept: KeptBook, before: bytes, backup: str) -> tuple[Problem, ...]:
    """What a person made that is only in the backup now."""
    what = (*kept.uncarried, *drawn(before))
    return (left_in_backup(Place(name), what, backup),) if what else ()


def keep_copy(path: Path, session: Session, content: bytes | None = None) -> str:
    """A copy of the file (or of its ``content``), named by what it holds: the same file is kept once."""
    content = path.read_bytes() if content is None else content
    backup = session.backups / f"{path.stem}-{sha256(content).hexdigest()[:12]}{path.suffix}"
    if not backup.exists():
        write_atomically(backup, content)
    return session.relative(backup)
