"""Post-incident checklists: their state and their edits."""
