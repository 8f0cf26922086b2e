"""What proves an item of a checklist, and what would."""
