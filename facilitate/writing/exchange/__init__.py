"""The list and its changes for other programs: one format a file. Text only, no libraries."""
