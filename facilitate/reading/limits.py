"""How much is read of one file, and why no more.

The numbers keep every file, whatever it holds, within 5 s and 500 MB on a small computer, and refuse what could not
have been meant within 1 s and 300 MB. A group's workbook holds some thousand cells in some ten kilobytes.
"""

from __future__ import annotations

MEGABYTE = 1_000_000

FILE_BYTES = 64 * MEGABYTE
"""Photographs pasted into a workbook make it large without harm: they are never unpacked."""

TEXT_FILE_BYTES = 20 * MEGABYTE
"""A CSV of this size holds about as many cells as are read of any file."""

PARTS = 20_000
"""Entries of a zip file; the largest workbook seen has some hundred."""

UNPACKED_BYTES = 80 * MEGABYTE
"""All parts of a file that are read, together."""

PACKED_RATIO, RATIO_COUNTS_FROM = 250, 2 * MEGABYTE
"""A part that unpacks to more than this many times its size is a bomb, unless it stays small.

Real sheets reach 40, a long sheet of equal cells 150; zip bombs begin near 1,000.
"""

MARKS_AT_ONCE = 400_000
"""XML tags and attributes without the end of a row between them: the widest row that exists needs 160,000."""

TAGS = 2_500_000
"""XML tags of one part, ends included: a filled cell has four, and so many cells as are read have two million."""

CELLS = 500_000
"""Filled cells of all sheets together: 50,000 rows of ten columns."""

CHARACTERS = 50 * MEGABYTE
"""Text of all cells together. Long texts that are shared by many cells cost nothing until they are used."""

FORMULA_CHARACTERS = 300_000
"""Formulas that are written down once and shared by many cells, written out; further cells have only their values."""

SHEETS = 1_000

RANGE_CELLS = 20_000_000
"""Cells of a merged area. Whole columns or rows are merged by people; whole sheets are not."""

RANGES = 50_000
"""Merged areas and links of all sheets together."""

COMMENTS = 50_000
"""Comments of all sheets together."""

FORMATS = 65_536
"""Named formats of an OpenDocument workbook; more than a workbook of Excel can have."""

LINKS = 50_000
"""Links from sheets to other parts, where comments are among them."""

DAMAGED_BYTES = 2 * MEGABYTE
"""Sheets that cannot be read to their end take longest. The rest of a file that has so much of them is left."""

LONGEST_MARK = 4 * MEGABYTE
"""Bytes without the beginning or the end of an XML tag; the longest text of a cell takes 200,000."""

ROWS, COLUMNS = 1_048_576, 16_384
"""The edges of the largest sheet that exists."""

CHILD_SECONDS, CHILD_SECONDS_PER_MEGABYTE, CHILD_SECONDS_AT_MOST = 0.8, 2.0, 4.5
"""The seconds of work that the reader of a binary file may take: less than one for a small file."""

CHILD_BYTES = 300 * MEGABYTE
"""The memory that it may take."""
