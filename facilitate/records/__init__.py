"""What everything is about: frozen records of meetings, people, categories, contributions, decisions and changes."""
