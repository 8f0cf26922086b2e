"""What every kind of artifact has in common: how a file is written, its keys, its silences."""
