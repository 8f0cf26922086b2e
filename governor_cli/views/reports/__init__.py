"""A report of findings in each format people and machines read."""
