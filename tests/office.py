"""LibreOffice as a reader of a redline: accepts, rejects and edits, and saves, as a person does with its menus; and as
a facilitator's spreadsheet program: types, sorts and filters.

A Basic macro in a profile of its own does it, so that no Python of LibreOffice is needed. The build without a graphical
interface breaks off, sooner or later, when it lays out a document with comments; therefore the comments are taken out
first, as a reader would delete them, and a document with comments is only converted, which always works.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")

MACRO = """
Function Filled(sheet)
  Dim last, cursor
  cursor = sheet.createCursor() : cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  Do While sheet.getCellByPosition(0, last).String = "" : last = last - 1 : Loop
  Filled = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, last)
End Function

Function Place(sheet, text As String, down As Boolean)
  Dim at : at = 0
  Do While True
    If down And sheet.getCellByPosition(0, at).String = text Then Exit Do
    If Not down And sheet.getCellByPosition(at, 0).String = text Then Exit Do
    at = at + 1
  Loop
  Place = at
End Function

Sub Work(plan As String)
  Dim sheet, filter
  Dim order(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  Dim wanted(0) As New com.sun.star.sheet.TableFilterField
  Dim book(0) As New com.sun.star.beans.PropertyValue
  book(0).Name = "FilterName" : book(0).Value = "Calc MS Excel 2007 XML"
  On Error Goto Failed
  Dim todo As String, words, doc, frame, dispatcher, range, search
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim save(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  save(0).Name = "FilterName" : save(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Open plan For Input As #1
  Do While Not Eof(1)
    Line Input #1, todo
    words = Split(todo, "|")
    Select Case words(0)
      Case "load"
        doc = StarDesktop.loadComponentFromURL(ConvertToUrl(words(1)), "_blank", 0, hidden())
        frame = doc.CurrentController.Frame
      Case "all"
        dispatcher.executeDispatch(frame, ".uno:" & words(1) & "AllTrackedChanges", "", 0, Array())
      Case "one"
        doc.CurrentController.select(doc.Bookmarks.getByName(words(2)).Anchor)
        dispatcher.executeDispatch(frame, ".uno:" & words(1) & "TrackedChange", "", 0, Array())
      Case "word"
        search = doc.createSearchDescriptor() : search.SearchString = words(2)
        doc.CurrentController.select(doc.findFirst(search))
        dispatcher.executeDispatch(frame, ".uno:" & words(1) & "TrackedChange", "", 0, Array())
      Case "track"
        doc.RecordChanges = (words(1) = "on")
      Case "replace"
        search = doc.createSearchDescriptor() : search.SearchString = words(1)
        range = doc.findFirst(search) : range.String = words(2)
      Case "append"
        range = doc.Bookmarks.getByName(words(1)).Anchor
        range.Text.insertString(range.End, words(2), False)
      Case "cut"
        doc.CurrentController.select(doc.Bookmarks.getByName(words(1)).Anchor)
        dispatcher.executeDispatch(frame, ".uno:Delete", "", 0, Array())
      Case "type"
        sheet = doc.Sheets.getByName(words(1))
        sheet.getCellByPosition(Place(sheet, words(3), False), Place(sheet, words(2), True)).String = words(4)
      Case "sort"
        sheet = doc.Sheets.getByName(words(1))
        order(0).Field = Place(sheet, words(2), False) : order(0).IsAscending = (words(3) = "up")
        how(0).Name = "SortFields" : how(0).Value = order()
        how(1).Name = "ContainsHeader" : how(1).Value = True
        Filled(sheet).sort(how())
      Case "filter"
        sheet = doc.Sheets.getByName(words(1))
        wanted(0).Field = Place(sheet, words(2), False) : wanted(0).StringValue = words(3)
        wanted(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
        filter = Filled(sheet).createFilterDescriptor(True)
        filter.ContainsHeader = True : filter.UseRegularExpressions = True
        filter.setFilterFields(wanted()) : Filled(sheet).filter(filter)
      Case "savebook"
        doc.storeToURL(ConvertToUrl(words(1)), book())
      Case "save"
        doc.storeToURL(ConvertToUrl(words(1)), save())
    End Select
  Loop
  Close #1
  doc.close(True)
  Exit Sub
Failed:
  Open plan & ".error" For Output As #2
  Print #2, todo & ": " & Error$
  Close
  If Not IsEmpty(doc) Then doc.close(True)
End Sub
"""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>
"""


class Office:
    """LibreOffice with a profile in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run("--terminate_after_init")
        basic = folder / "profile/user/basic/Standard"
        (basic / "Module1.xba").write_text(_MODULE.format(escape(MACRO)))

    def read(self, source: Path, target: Path, *steps: str) -> Path:
        """Open ``source``, do each step (``all|Accept``, ``one|Reject|_cat_C1_name`` ...) and save as ``target``."""
        bare = self.folder / "without comments.docx"
        bare.write_bytes(without_comments(source.read_bytes()))
        return self._work(target, f"load|{bare}", *steps, f"save|{target}")

    def edit(self, workbook: Path, *steps: str) -> None:
        """Open a workbook, do each step (``type|Decisions|P3|decision|adopt``, ``sort|Decisions|support|down``,
        ``filter|Decisions|groups|.*North.*``) and save it.
        """
        saved = self.folder / f"saved {workbook.name}"
        shutil.copy(self._work(saved, f"load|{workbook}", *steps, f"savebook|{saved}"), workbook)

    def _work(self, target: Path, *steps: str) -> Path:
        plan = self.folder / "plan.txt"
        plan.write_text("\n".join(steps) + "\n")
        error = plan.with_name("plan.txt.error")
        error.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        self._run(f"macro:///Standard.Module1.Work({plan})")
        assert not error.exists(), error.read_text()
        assert target.exists(), f"LibreOffice did not save {target.name}"
        return target

    def convert(self, source: Path, folder: Path, to: str = "docx") -> Path:
        """Open ``source``, comments and all, and save it under the same name in ``folder``."""
        self._run("--convert-to", to, "--outdir", str(folder), str(source))
        return folder / f"{source.stem}.{to}"

    def _run(self, *words: str) -> None:
        profile = (self.folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", *words]
        subprocess.run(command, check=False, capture_output=True, timeout=120)


def edited_xml(content: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The document with each pattern replaced in the XML of one part; every pattern must be there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == part:
                text = data.decode()
                for pattern, replacement in changes:
                    text, times = re.subn(pattern, replacement, text)
                    assert times, f"{pattern} is not in {part}"
                data = text.encode()
            new.writestr(entry, data)
    return out.getvalue()


def without_comments(content: bytes) -> bytes:
    """The document as after deleting all comments."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if b"w:commentReference" not in archive.read("word/document.xml"):
            return content
    reference = r'<w:r>(<w:rPr>((?!</w:r>).)*</w:rPr>)?<w:commentReference w:id="\d+"/></w:r>'
    return edited_xml(content, (r'<w:commentRange(Start|End) w:id="\d+"/>', ""), (reference, ""))
