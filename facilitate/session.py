"""A session folder: what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitate.errors import FacilitateError


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting's folder on disk. Paths only; nothing is opened here."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's own name, which stands for the session in every record."""
        return self.folder.resolve().name

    @property
    def meeting(self) -> Path:
        """The facilitator's workbook."""
        return self.folder / "meeting.xlsx"

    @property
    def groups(self) -> Path:
        """Where the filled breakout workbooks are put."""
        return self.folder / "groups"

    @property
    def decisions(self) -> Path:
        """What the facilitator decided."""
        return self.folder / "decisions.xlsx"

    @property
    def coding(self) -> Path:
        """The texts that the facilitator codes, with the codes that are proposed."""
        return self.folder / "coding.xlsx"

    @property
    def history(self) -> Path:
        """The versions and changes of earlier meetings, carried forward by ``facilitate new --after``."""
        return self.folder / "history.json"

    @property
    def pack(self) -> Path:
        """What ``facilitate pack`` makes."""
        return self.folder / "pack"

    @property
    def report(self) -> Path:
        """What ``facilitate report`` makes."""
        return self.folder / "report"

    @property
    def snapshot(self) -> Path:
        """The series up to and including this meeting, as ``facilitate report`` found it."""
        return self.report / "history.json"

    @property
    def backups(self) -> Path:
        """Earlier copies of files that the program replaced."""
        return self.folder / "backups"

    @property
    def written(self) -> Path:
        """Workbooks that people edit, as the program last wrote them; safe to delete."""
        return self.folder / ".written"

    @property
    def layouts(self) -> Path:
        """Layouts of files that only this session has; see ``templates/layouts`` for those that everybody has."""
        return self.folder / "layouts"

    @property
    def cache(self) -> Path:
        """What was read of files that have not changed since; safe to delete."""
        return self.folder / ".cache"

    def relative(self, path: Path) -> str:
        """A path as messages and sources name it: from the session folder, with forward slashes."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def open_session(folder: Path) -> Session:
    """The session in ``folder``; a FacilitateError where there is none."""
    session = Session(folder)
    if not folder.is_dir():
        raise FacilitateError(f"There is no folder {folder}. Make one with: facilitate new {folder}")
    if not session.meeting.exists():
        raise FacilitateError(
            f"{folder} holds no meeting.xlsx, so it is no session folder. Make one with: facilitate new {folder}"
        )
    return session
