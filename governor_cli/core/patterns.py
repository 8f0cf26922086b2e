"""Regular expressions, compiled when they are first used and found again at once."""

import re
from functools import cache

compiled = cache(re.compile)
"""The compiled pattern. ``re`` keeps what it compiled too, but takes ten times as long to find it, which
is a tenth of the time that judging a document takes; and compiling all of them at import takes longer."""
