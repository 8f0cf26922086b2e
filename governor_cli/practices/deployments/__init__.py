"""What teams write down of deployments: tags of gov's own, tags they had before, entries of a file."""
