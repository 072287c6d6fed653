"""Time zones by their names."""

from __future__ import annotations

import datetime as dt
import difflib
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def find_zone(name: str) -> dt.tzinfo | None:
    """The time zone of this name in the IANA database (``Europe/Zurich``), or None."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of the database
        return None


def similar_zones(name: str) -> tuple[str, ...]:
    """At most three names of zones that look like ``name`` or end in it."""
    wanted = name.strip().casefold().replace(" ", "_")
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones(), reverse=True)}
    close = difflib.get_close_matches(wanted.rpartition("/")[2], by_city, n=3, cutoff=0.75)
    return tuple(by_city[city] for city in close)
