"""Values with no knowledge of operations: documents, findings, times."""
