"""The checklist after an incident: it closes on evidence, not on ticks."""
