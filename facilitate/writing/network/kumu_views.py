"""Kumu's views: the text of its Advanced Editor, which filters, colours and groups by a field."""

from __future__ import annotations

from collections import Counter

from facilitate.network.graph import PERSON
from facilitate.records.network import Network

VIEW_FIELDS = ("Region", "Country", "Language", "Category")
"""The fields that have a view of their own."""
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a4b9d", "#8c564b")
"""Okabe and Ito's colours for all kinds of colour vision, and two more; Kumu's users run out of them after seven."""

LARGE = 2_000
"""From so many elements on a view asks for the renderer and the quality that Kumu recommends for large maps."""


def view_texts(network: Network) -> dict[str, str]:
    """The text of each view by its field."""
    return {field: view_text(network, field) for field in VIEW_FIELDS}


def view_text(network: Network, field: str, grouped: bool = True) -> str:
    """A view that colours and groups by ``field`` and filters by all fields, to be pasted into the Advanced Editor.

    The most frequent values have a colour of their own; Kumu picks one for the others. Not ``grouped``, it leaves
    everything where the backup puts it.
    """
    colours = ", ".join(f"{colour} {_quoted(value)}" for value, colour in coloured_values(network, field))
    filters = "\n".join(_filter(name) for name in VIEW_FIELDS)
    options = "\n".join(_option(name, grouped and name == field) for name in VIEW_FIELDS)
    fast = "\n  renderer: webgl;\n  quality: fast;" if len(network.elements) >= LARGE else ""
    return f"""@controls {{
  top {{
{filters}
  }}
  bottom {{
    cluster {{
      as: buttons;
{options}
    }}
  }}
  bottom-left {{
    color-legend {{
      colors: auto;
    }}
  }}
}}

@settings {{
  template: stakeholder;
  layout: {"force" if grouped else "static"};{fast}
  element-color: categorize("{field}"{", " + colours if colours else ""});
}}
"""


def coloured_values(network: Network, field: str) -> list[tuple[str, str]]:
    """The most frequent values of a field, each with its colour."""
    numbers = Counter(
        value for element in network.elements if element.type == PERSON for value in element.values(field)
    )
    frequent = sorted(numbers, key=lambda value: (-numbers[value], value))[: len(COLOURS)]
    return list(zip(sorted(frequent), COLOURS, strict=False))


def _filter(field: str) -> str:
    return f"""    filter {{
      target: {PERSON.lower()};
      by: "{field}";
      as: dropdown;
      multiple: true;
      default: show-all;
      placeholder: "{field}";
    }}"""


def _option(field: str, chosen: bool) -> str:
    default = "\n        default: true;" if chosen else ""
    return f"""
      option {{
        label: "{field}";
        value: {PERSON.lower()} by "{field}" as "{field}";{default}
      }}"""


def _quoted(text: str) -> str:
    """A value in the view's language, which has no escape for a quotation mark: the printed one stands for it."""
    return '"' + text.replace('"', "”").replace("\n", " ") + '"'
