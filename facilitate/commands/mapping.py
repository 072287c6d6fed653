"""The way of the network map: people read, recognised, measured, laid out, written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.commands.from_kumu import ANSWERS, read_back
from facilitate.commands.loading import Loaded, load
from facilitate.commands.output import put_all
from facilitate.commands.people_of import list_of_today, read_table, recognised
from facilitate.commands.terminal import Terminal
from facilitate.errors import FacilitateError
from facilitate.network.comparing import movement
from facilitate.network.consent import count_people, named
from facilitate.network.graph import network_of
from facilitate.network.kumu import for_kumu
from facilitate.network.layout import FIELDS, lay_out
from facilitate.network.measures import measure
from facilitate.network.people import recognise
from facilitate.problems import Problem, failed
from facilitate.problems.people import further_columns, no_such_session, nobody_listed, nobody_to_name
from facilitate.reading.people import PeopleList, people_of_meeting, read_people
from facilitate.records.categories import Version
from facilitate.records.comparing import NEW, Movement
from facilitate.records.meeting import Meeting
from facilitate.records.network import Audience, Connection, NetworkMap, Person, RegionTable
from facilitate.records.sources import Place
from facilitate.session import Session, open_session
from facilitate.text import count
from facilitate.writing.excel.book import file_stem
from facilitate.writing.figures.network import network_pictures
from facilitate.writing.files import ChangedMeanwhileError
from facilitate.writing.network.graphs import edges_csv, gexf, graphml, nodes_csv
from facilitate.writing.network.kumu import kumu_blueprint, kumu_workbook, kumu_workbook_with_ids, measure_names
from facilitate.writing.network.kumu_backup import kumu_backup
from facilitate.writing.network.kumu_views import view_texts
from facilitate.writing.network.movement import movement_workbook
from facilitate.writing.network.page import map_page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for on the command line."""

    lists: tuple[Path, ...] = ()
    audiences: tuple[Audience, ...] = (Audience.PUBLIC,)
    earlier: Path | None = None
    small_numbers: bool = False
    regions: str = "ilo"


# ---------------------------------------------------------------- the two ways


def make_maps(loaded: Loaded, wanted: Wanted, terminal: Terminal) -> int:
    """Read, draw and write the maps, and say so; the exit status."""
    session = loaded.session
    regions, trouble = read_table(wanted.regions, session)
    today = list_of_today(loaded)
    problems = (*loaded.problems, *trouble)
    listed, place, trouble = _listed(loaded, wanted)
    problems = (*problems, *trouble)
    if not listed.participants:  # an earlier map stays as it is
        terminal.show(problems if failed(problems) else (*problems, nobody_listed(place)))
        return 1
    people, ties, trouble = recognised(listed, loaded.version, today, regions, loaded.meeting.language)
    problems = (*problems, *trouble, *_told_of_columns(people, wanted, place))
    moved, trouble = _since(wanted, people, today, regions, session)
    problems = (*problems, *trouble)
    names = tuple(category.name for category in today.categories)
    terminal.say(loaded.meeting.title, style="bold")
    for audience in wanted.audiences:
        with terminal.progress("Drawing the map"):
            small = wanted.small_numbers
            shown = [_marked(person, moved) for person in people] if moved else people
            chart, trouble = draw_map(loaded.meeting, shown, ties, names, audience, small_numbers=small, place=place)
            files, more = map_files(chart, place)
        if moved:
            files = {**files, f"since-{file_stem(moved.since)}.xlsx": movement_workbook(moved)}
        problems = (*problems, *trouble, *more)
        who = "everyone" if audience is Audience.PUBLIC else "the members"
        terminal.say(f"The map for {who}: {count(len(chart.people), 'person', 'people')} of {len(people):,} by name.")
        target = folder_of(session.report, audience)
        problems = (*problems, *put_all({target / name: content for name, content in files.items()}, session, terminal))
    _say_movement(moved, terminal)
    terminal.say(f"Next: open {folder_of(session.report, wanted.audiences[0]) / 'map.html'} in a browser.")
    terminal.show(problems)
    return int(failed(problems))


def bring_back(folder: Path, files: Sequence[Path], regions: str, terminal: Terminal) -> int:
    """Compare files from Kumu with meeting.xlsx, take over what is confirmed, and say so; the exit status."""
    session = open_session(folder)
    before = session.meeting.read_bytes()
    loaded = load(folder)
    table, trouble = read_table(regions, session)
    try:
        returned, problems = read_back(loaded, files, table, list_of_today(loaded), before)
    except ChangedMeanwhileError:  # somebody has saved it: rows may stand elsewhere now
        return bring_back(folder, files, regions, terminal)
    terminal.say(loaded.meeting.title, style="bold")
    if returned.taken:
        terminal.say(f"Took over {count(len(returned.taken), 'value')} into meeting.xlsx; before: {returned.backup}.")
    if returned.kept:
        kinds = [one.what for one in returned.left]
        people = len({one.name for one in returned.left if one.what == NEW})
        said = f"{count(people, 'person', 'people')} new, {count(kinds.count('changed'), 'value')} changed, "
        terminal.say(f"In Kumu and not in meeting.xlsx: {said}{count(kinds.count('gone'), 'person', 'people')} gone.")
        terminal.say(str(returned.kept))
    if returned.left:
        terminal.say(f"Next: write yes into “take over” in {session.folder / ANSWERS}, and run the command again.")
    terminal.show((*loaded.problems, *trouble, *problems))
    return int(failed((*loaded.problems, *trouble, *problems)))


# ---------------------------------------------------------------- the steps


def _listed(loaded: Loaded, wanted: Wanted) -> tuple[PeopleList, Place, tuple[Problem, ...]]:
    """The people of the lists asked for, or of the meeting, and the place of the first file."""
    session = loaded.session
    if wanted.lists:
        listed, problems = read_people([(path, session.relative(path)) for path in wanted.lists])
        return listed, Place(session.relative(wanted.lists[0])), problems
    name = session.relative(session.meeting)
    listed, problems = people_of_meeting(loaded.meeting.participants, session.meeting, name)
    return listed, Place(name), problems


def _told_of_columns(people: Sequence[Person], wanted: Wanted, place: Place) -> tuple[Problem, ...]:
    """A note of the list's own columns that everyone will see."""
    if Audience.PUBLIC not in wanted.audiences:
        return ()
    names = tuple(dict.fromkeys(name for person in named(people, Audience.PUBLIC) for name, _ in person.extra))
    return (further_columns(place, names),) if names else ()


def draw_map(
    meeting: Meeting,
    people: Sequence[Person],
    ties: Sequence[Connection],
    categories: tuple[str, ...],
    audience: Audience,
    *,
    small_numbers: bool,
    place: Place,
) -> tuple[NetworkMap, tuple[Problem, ...]]:
    """Everything that a map shows to an audience, worked out."""
    shown = named(people, audience)
    network = network_of(shown, ties)
    measures, problems = measure(network, categories, place)
    layouts = tuple(lay_out(shown, field, categories if field == "Category" else ()) for field in FIELDS)
    totals = count_people(people, categories, small_numbers)
    if people and not shown:
        problems = (*problems, nobody_to_name(place, len(people)))
    return NetworkMap(
        meeting.title, audience, shown, network, totals, measures, layouts, categories, meeting.remark
    ), problems


def map_files(chart: NetworkMap, place: Place) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The content of every file of a map, by its name."""
    network, problems = for_kumu(chart.network, chart.measures, place)
    numbers = measure_names(chart.measures)
    return {
        "map.html": map_page(chart),
        "kumu.xlsx": kumu_workbook(network, chart),
        "kumu-ids.xlsx": kumu_workbook_with_ids(network, chart),
        "kumu.json": kumu_blueprint(network, numbers),
        "kumu-backup.json": kumu_backup(network, chart),
        **{f"kumu-views/{field.lower()}.txt": text.encode() for field, text in view_texts(network).items()},
        "network.graphml": graphml(network, numbers),
        "network.gexf": gexf(network, numbers),
        "nodes.csv": nodes_csv(network, numbers),
        "edges.csv": edges_csv(network),
        **{f"figures/{picture.name}.png": picture.png for picture in network_pictures(chart)},
    }, problems


def folder_of(report: Path, audience: Audience) -> Path:
    """Where a map is put: the members' own beside the public one, so that sharing one never shares the other."""
    return report / ("network" if audience is Audience.PUBLIC else "network-members")


# ---------------------------------------------------------------- since an earlier meeting


def _since(
    wanted: Wanted, people: Sequence[Person], today: Version, regions: RegionTable, session: Session
) -> tuple[Movement | None, tuple[Problem, ...]]:
    """Who moved since an earlier meeting, whose people are taken by the list of today."""
    if wanted.earlier is None:
        return None, ()
    try:
        before = load(wanted.earlier)
    except FacilitateError:
        return None, (no_such_session(Place(session.relative(wanted.earlier)), wanted.earlier.name),)
    participants = before.meeting.participants
    then, _ = recognise(participants, before.version, regions, before.meeting.language, today=today)
    return movement(before.session.name, then, people, wanted.small_numbers), ()


def _marked(person: Person, moved: Movement) -> Person:
    """The person with a field that says what changed, by which a map can be filtered and coloured."""
    joined = {one.id for one in moved.joined}
    changed = {now.id for _, now in moved.changed}
    what = "joined" if person.id in joined else "changed category" if person.id in changed else "stayed"
    return replace(person, extra=(*person.extra, (f"Since {moved.since}", (what,))))


def _say_movement(moved: Movement | None, terminal: Terminal) -> None:
    if moved is None:
        return
    terminal.say(f"Since {moved.since}:")
    for what, people, others in (
        ("joined", moved.joined, moved.others_joined),
        ("left", moved.left, moved.others_left),
        ("changed category", tuple(now for _, now in moved.changed), moved.others_changed),
    ):
        names = ", ".join(person.label for person in people[:20]) + (" …" if len(people) > 20 else "")
        more = "" if others == 0 else " and a few others" if others is None else f" and {count(others, 'other')}"
        terminal.say(f"  {what}: {len(people)}{f' ({names})' if names else ''}{more}")
