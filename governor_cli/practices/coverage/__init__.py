"""What was promised against who is there: gaps, their causes, rest and load."""
