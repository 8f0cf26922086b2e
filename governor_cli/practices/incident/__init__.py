"""Severities, clocks, paging and measures of an incident."""
