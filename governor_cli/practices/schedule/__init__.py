"""From rotations, changes and overrides to the final schedule: pure arithmetic over shifts."""
