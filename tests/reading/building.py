"""Workbooks put together part by part, as no program would save them."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def archive(parts: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return out.getvalue()


def excel(
    data: str = "",
    *,
    after: str = "",
    before: str = "",
    strings: str = "",
    styles: str = "",
    comments: str = "",
    main: str = MAIN,
    links: str = LINKS,
    kind: str = "sheet.main",
    book: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """An Open XML workbook of one sheet called Notes: ``data`` are its rows, ``before`` and ``after`` stand around."""
    content_type = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": relations({"a": ("officeDocument", "xl/workbook.xml")}, links),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}">{book}<sheets>'
        '<sheet name="Notes" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {
                "s": ("worksheet", "worksheets/sheet1.xml"),
                "t": ("sharedStrings", "sharedStrings.xml"),
                "u": ("styles", "styles.xml"),
            },
            links,
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:r="{links}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    if comments:
        parts["xl/comments1.xml"] = (
            f'<comments xmlns="{main}"><authors/><commentList>{comments}</commentList></comments>'
        )
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations({"c": ("comments", "../comments1.xml")}, links)
    return archive(parts | (more or {}))  # a part of ``more`` takes the place of one with its name


def relations(targets: dict[str, tuple[str, str]], links: str = LINKS) -> str:
    """A part of relationships: id → (kind, target)."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{links}/{kind}" Target="{target}"/>' for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def text(reference: str, words: str, style: int = 0) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def open_document(tables: str, styles: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument spreadsheet with these tables."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": ODS, "content.xml": content} | (more or {}), stored=("mimetype",))
