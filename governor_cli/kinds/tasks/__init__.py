"""Follow-ups in tasks.json: the one artifact without front matter, since teams share it with other tools."""
