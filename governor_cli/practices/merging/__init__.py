"""The merge of two versions of an artifact: a practice on three texts, with no file and no git."""

from governor_cli.practices.merging.pieces import Marks
from governor_cli.practices.merging.whole import KINDS, Merged, PlainMerge, merge

__all__ = ["KINDS", "Marks", "Merged", "PlainMerge", "merge"]
