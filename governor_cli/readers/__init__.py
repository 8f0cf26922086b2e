"""Foreign text to values: playbooks in prose, calendars, other tools' files."""
