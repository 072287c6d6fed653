"""facilitate: from agendas and breakout-group workbooks to a revised list, its changes and the Word report."""

__version__ = "0.1.0"
