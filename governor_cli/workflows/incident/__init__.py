"""An incident from its declaration to its closing, and reports that came from elsewhere."""
