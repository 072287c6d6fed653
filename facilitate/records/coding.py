"""Coding: what many people said, and the code that a person or the program gives each text."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.records.forms import Heading, Kind, SheetForm


@dataclass(frozen=True, slots=True)
class Said:
    """One text as it was found: who said it (a group, or empty) and where it stands."""

    text: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One text with all its repeats. ``text`` is written as most wrote it, ``keys`` are its wordings as compared.

    ``times`` says how often it was said, ``who`` holds each group once, ``where`` every place, sorted.
    """

    text: str
    times: int
    who: tuple[str, ...]
    where: tuple[str, ...]
    keys: tuple[str, ...]


CODING = SheetForm(
    "Coding",
    (
        Heading("id", "Permanent.", given=True, width=7),
        Heading(
            "to code",
            "The texts that teach most, in the order in which to code them. You may code any other text too.",
            Kind.NUMBER,
            given=True,
            width=9,
        ),
        Heading("text", "As most people wrote it; repeats are one row.", given=True, width=80),
        Heading(
            "code",
            "Your code, one a text: a few words of your own choice, always the same for the same thing. "
            "It also overrules what is proposed.",
            width=26,
        ),
        Heading("proposed code", "The program's proposal; empty where it cannot promise enough.", given=True, width=26),
        Heading("sure (%)", "How likely the proposed code is right, in percent.", Kind.NUMBER, given=True, width=9),
        Heading("said", "How many times it was said.", Kind.NUMBER, given=True, width=7),
        Heading("by", "The groups that said it.", given=True, width=22),
        Heading("where", "The cell in which it stands, the first of several.", given=True, width=30),
        Heading("remark", "For yourself.", width=30),
        Heading("status", "new, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("text",),
)

CODES = SheetForm(
    "Codes",
    (
        Heading("code", "Every code in use; the most frequent first.", given=True, width=30),
        Heading("coded by you", "Different texts.", Kind.NUMBER, given=True, width=12),
        Heading("proposed", "Different texts.", Kind.NUMBER, given=True, width=10),
        Heading("said", "How many times, repeats counted.", Kind.NUMBER, given=True, width=9),
        Heading("groups", "How many groups said it, each once.", Kind.NUMBER, given=True, width=9),
        Heading("for example", "Quoted: the text that is most like all others with this code.", given=True, width=80),
    ),
)

ACCOUNT = SheetForm(
    "Account",
    (
        Heading("what", "", given=True, width=40),
        Heading("figure", "", given=True, width=90),
    ),
)

CODING_BOOK = (CODING, CODES, ACCOUNT)
