"""All figures of the report."""

from __future__ import annotations

from facilitate.records.network import NetworkMap
from facilitate.records.reporting import Picture, ReportMaterial
from facilitate.writing.figures.agenda import draw_agenda_time
from facilitate.writing.figures.crosswalk import can_be_drawn, draw_crosswalk
from facilitate.writing.figures.disagreement import draw_disagreement
from facilitate.writing.figures.network import network_pictures
from facilitate.writing.figures.people import draw_people_by_category, draw_people_by_region
from facilitate.writing.figures.proposals import draw_proposals
from facilitate.writing.figures.series import draw_series


def draw_pictures(
    material: ReportMaterial, count_line: str = "", people: NetworkMap | None = None
) -> tuple[Picture, ...]:
    """The figures in the order of the report, those left out for which there is nothing to show.

    ``count_line`` is the line beneath the crosswalk; ``people`` are those of the meeting, by name only who agreed.
    """
    step, meeting = material.step, material.meeting
    pictures = (
        draw_crosswalk(step, count_line) if can_be_drawn(step) else None,
        *draw_series(material.history.steps),
        draw_proposals(step, meeting),
        draw_disagreement(step, meeting),
        draw_people_by_region(people.totals) if people else None,
        draw_people_by_category(people) if people else None,
        *(network_pictures(people) if people else ()),
        draw_agenda_time(material.slots),
    )
    return tuple(one for one in pictures if one is not None)
