"""From a filled template to a file: properties, language, the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from facilitate.records.meeting import Meeting
from facilitate.writing.files import fixed_zip


def finished(document: Any, title: str, meeting: Meeting) -> bytes:
    """The document's bytes, with its properties set. Its date is the meeting's: no clock is read."""
    day = meeting.date or dt.date(2000, 1, 1)
    properties = document.core_properties
    properties.title = title
    properties.subject = meeting.series
    properties.author = properties.last_modified_by = meeting.organiser or "facilitate"
    properties.language = meeting.language
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day, 12)
    properties.revision = 1
    properties.comments = properties.keywords = ""
    _set_language(document, meeting.language)
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def _set_language(document: Any, language: str) -> None:
    """The language that spelling and reading aloud go by."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        return
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run is None:
        return
    tag = run.find(qn("w:lang"))
    if tag is None:
        tag = OxmlElement("w:lang")
        run.append(tag)
    tag.set(qn("w:val"), {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}.get(language, language))


def day_text(meeting: Meeting) -> str:
    """The date as it is printed: ``19 November 2020``."""
    return f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""
