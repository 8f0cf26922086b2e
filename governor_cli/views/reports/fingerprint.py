"""Names for findings that stay the same while lines move: what SARIF and GitLab tell old from new by."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from governor_cli.core.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One for each finding, in order, all different: hexadecimal, 32 characters.

    Made of path, code and subject; of several with the same three, the second and later
    ones are counted.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    names: list[str] = []
    for finding in findings:
        seen[finding.identity] += 1
        parts = (*finding.identity, str(seen[finding.identity]))
        data = "\0".join(parts).encode("utf-8", "surrogateescape")
        names.append(hashlib.sha256(data).hexdigest()[:32])
    return names
