"""Records for the figures' tests, and how a drawn figure is measured. All names are invented but the ILO's lists."""

import io
import random

from matplotlib.image import imread

from facilitate.records.categories import Category, CategoryId, Mark, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import ProposalId
from facilitate.writing.figures.crosswalk import crosswalk_figure
from facilitate.writing.figures.crosswalk_layout import lay_out
from facilitate.writing.figures.series import lay_out_series, series_figure
from facilitate.writing.figures.style import DPI, our_letters

T = ChangeType
COUNT_LINE = "8 − 1 (6 into 5) + 1 (8 out of 3) + 1 (9 new) = 9"
WORDS = ("skills", "training", "delivery", "recognition", "employment", "guidance", "on-the-job", "research", "finance")
LIFE_SKILLS = "Life skills (e.g. soft skills, healthy lifestyle and positive attitudes)"


def entry(id, name, marked=""):
    marks = (Mark(name.index(marked), name.index(marked) + len(marked), ProposalId("P1")),) if marked else ()
    return Category(CategoryId(id), name, marks=marks)


def version(*entries):
    return Version("v", "s", tuple(entries))


def change(kind, old="", new="", decision="P1"):
    undecided = kind in (T.KEPT, T.CODE_CHANGE)
    ids = [tuple(map(CategoryId, text.split())) for text in (old, new)]
    return Change(kind, *ids, decision=None if undecided else ProposalId(decision))


def ilo(proposals=(), conflicts=()):
    """The worked example: the ILO Skills Innovation Network, from eight categories to nine."""
    before = version(
        entry("C1", "Apprenticeships and work-based learning"),
        entry("C2", "Assessment, certification and recognition of skills"),
        entry("C3", "Career, entrepreneurship and employment services"),
        entry("C4", "Data analysis for skills development"),
        entry("C5", "Industry linkages, clusters and skills ecosystems"),
        entry("C6", "Sectoral approach"),
        entry("C7", "Training delivery"),
        entry("C8", "Social inclusion"),
    )
    after = version(
        entry("C1", "Work-based learning (apprenticeships, internship, on-the-job-training)"),
        entry("C2", "Recognition of skills (certification and assessment)"),
        entry("C3", "Career guidance and employment services"),
        entry("C4", "Research, data and analysis for skills development", "Research"),
        entry("C5", "Skills ecosystem (industry linkages, innovative finance, partnerships and sectoral approach)"),
        entry("C7", "Training delivery"),
        entry("C8", "Social inclusion and interaction"),
        entry("C9", "Entrepreneurship and self-employment"),
        entry("C10", LIFE_SKILLS, LIFE_SKILLS),
    )
    changes = (
        change(T.NAME_CHANGE, "C1", "C1"),
        change(T.NAME_CHANGE, "C2", "C2"),
        change(T.SPLIT_OFF, "C3", "C3 C9"),
        change(T.WIDENED, "C4", "C4"),
        change(T.TAKE_OVER, "C6 C5", "C5"),
        change(T.NAME_CHANGE, "C5", "C5"),
        change(T.CODE_CHANGE, "C7", "C7"),
        change(T.CODE_CHANGE, "C8", "C8"),
        change(T.WIDENED, "C8", "C8"),
        change(T.CREATION, "", "C10"),
    )
    return Step(before, after, changes, (), tuple(proposals), tuple(conflicts))


def name(rng, length):
    text = " ".join(rng.choice(WORDS) for _ in range(length // 3))
    return text[:length].strip().capitalize()


def long_lists(number, length, seed=1, shuffle=False):
    """Lists of ``number`` invented categories with names of up to ``length`` characters; every type of change."""
    rng = random.Random(seed)
    ids = [f"C{place}" for place in range(1, number + 1)]
    old = {id: entry(id, name(rng, rng.randint(length // 2, length))) for id in ids}
    new, changes, fresh = dict(old), [], number
    kinds = [kind for kind in T if kind not in (T.KEPT, T.CODE_CHANGE)]
    spare = iter(ids[1::3])
    for id, kind in zip(ids[::3], kinds * 5, strict=False):
        other, parts = next(spare, id), [f"C{fresh + 1}", f"C{fresh + 2}"]
        made = {part: entry(part, name(rng, length)) for part in parts}
        match kind:
            case T.NAME_CHANGE | T.WIDENED | T.NARROWED:
                wording = name(rng, length)
                new[id] = entry(id, wording, wording.split()[0])
                changes.append(change(kind, id, id))
            case T.TAKE_OVER if other != id:
                del new[id]
                changes.append(change(kind, f"{id} {other}", other))
            case T.MERGER if other != id:
                del new[id], new[other]
                new[parts[0]] = made[parts[0]]
                changes.append(change(kind, f"{id} {other}", parts[0]))
            case T.SPLIT_OFF:
                new[parts[0]] = made[parts[0]]
                changes.append(change(kind, id, f"{id} {parts[0]}"))
            case T.BREAKDOWN:
                del new[id]
                new |= made
                changes.append(change(kind, id, " ".join(parts)))
            case T.TRANSFER if other != id:
                changes.append(change(kind, f"{id} {other}", f"{id} {other}"))
            case T.CREATION:
                new[parts[0]] = made[parts[0]]
                changes.append(change(kind, "", parts[0]))
            case T.DELETION:
                del new[id]
                changes.append(change(kind, id))
            case _:
                continue
        fresh += 2
    after = list(new.values())
    if shuffle:
        rng.shuffle(after)
    lists = version(*old.values()), version(*after)
    touched = {id for one in changes for id in one.old}
    for id in ids:
        if id in new and lists[0].number(id) != lists[1].number(id):
            changes.append(change(T.CODE_CHANGE, id, id))
        elif id in new and id not in touched:
            changes.append(change(T.KEPT, id, id))
    return Step(*lists, tuple(changes), (), ())


# ---------------------------------------------------------------- measuring


def decoded(png):
    """The pixels of a picture: rows, columns, channels."""
    return imread(io.BytesIO(png), format="png")


def centimetres(png):
    """The printed width and height."""
    rows, columns, _ = decoded(png).shape
    return columns / DPI * 2.54, rows / DPI * 2.54


def measured(figure):
    """What is on a figure, as ``(texts, shapes)``: lists of (name, x0, y0, x1, y1) in pixels, y upwards."""
    with our_letters():
        figure.draw_without_rendering()
        renderer = figure.canvas.get_renderer()
        texts = [(one.get_gid(), *one.get_window_extent(renderer).extents) for one in figure.texts if one.get_text()]
        shapes = [(one.get_gid(), *one.get_window_extent(renderer).extents) for one in figure.artists if one.get_gid()]
    return texts, shapes


def inside(one, other, slack=1.5):
    """Whether the first lies in the second, ``slack`` pixels allowed."""
    return (
        one[1] >= other[1] - slack
        and one[2] >= other[2] - slack
        and one[3] <= other[3] + slack
        and one[4] <= other[4] + slack
    )


def overlapping(things, slack=1.0):
    """The pairs of names of things that overlap by more than ``slack`` pixels in both directions."""
    return [
        (one[0], other[0])
        for place, one in enumerate(things)
        for other in things[:place]
        if min(one[3], other[3]) - max(one[1], other[1]) > slack
        and min(one[4], other[4]) - max(one[2], other[2]) > slack
    ]


def texts_of(figure):
    """The texts of a figure by name, lines of a text joined by a space."""
    found = {}
    for one in figure.texts:
        found[one.get_gid()] = f"{found.get(one.get_gid(), '')} {one.get_text()}".strip()
    return found


def crosswalk_of(step, count_line=""):
    """The drawing in a crosswalk, with its named parts."""
    return crosswalk_figure(step, lay_out(step, count_line))


def series_of(steps):
    """The drawing in a series of a few versions, with its named parts."""
    return series_figure(lay_out_series(tuple(steps)))
