"""Links in the documentation: what they lead to is there, when somebody follows them at night."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.page import Page, PageLink
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault, Place
from governor_cli.core.suggest import did_you_mean
from governor_cli.policy.model import Playbook

_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]*:|//"
"""A scheme, or another host: the network is not asked."""
_MARKDOWN = (".md", ".markdown")


class _Target(NamedTuple):
    """Where a link leads: a path relative to the root of the gov repository, and an anchor."""

    path: str
    anchor: str


def _target(page: str, link: PageLink) -> _Target | None:
    """None for what leads out of the repository's files on purpose."""
    if re.match(_ELSEWHERE, link.target) or not link.target.strip():
        return None
    written, _, anchor = link.target.partition("#")
    name = unquote(written.partition("?")[0])
    if not name:
        return _Target(page, unquote(anchor))
    if name.startswith("/"):
        return _Target(posixpath.normpath(name), unquote(anchor))
    return _Target(posixpath.normpath(posixpath.join(posixpath.dirname(page), name)), unquote(anchor))


def _links(corpus: Corpus) -> Iterator[tuple[str, PageLink, _Target]]:
    for path, page in corpus.pages.items():
        for link in page.links:
            target = _target(path, link)
            if target is not None:
                yield path, link, target


def _is_there(corpus: Corpus, path: str) -> bool:
    return path in {".", "/"} or path in corpus.files or f"{path}/" in corpus.files


def _fault(code: str, message: str, hint: str, path: str, link: PageLink) -> Fault:
    return Fault(code, message, hint, place=Place(*link[1:]), path=path, subject=link.target)


@rule("DOX001", "a link in the documentation leads to a file that is there", scope="corpus")
def link_leads_somewhere(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A runbook is read in a hurry; a link that leads nowhere costs minutes and trust.

    Relative links of every page in the folder of the documentation are looked up in the very
    snapshot that is judged. A path that begins with a slash starts at the top of the repository,
    as forges read it. Addresses of other hosts are not asked.
    """
    del policy
    for path, link, target in _links(corpus):
        if not _is_there(corpus, target.path):
            shown = target.path.removeprefix("/")
            hint = "Correct the link, or add the file."
            if target.path.startswith(".."):
                hint = "Link to an address that begins with https:// for what other repositories hold."
            yield _fault("DOX001", f"there is no `{shown}`", hint, path, link)


@rule("DOX002", "an anchor in the documentation names a heading", scope="corpus", severity="warning")
def anchor_names_heading(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A link to a section that was renamed opens the page at its top, and the reader searches.

    Anchors are compared with the headings of the page linked to as GitHub, GitLab, Gitea and
    Forgejo write them, and with the `id` and `name` of tags in it.
    """
    del policy
    for path, link, target in _links(corpus):
        page = corpus.pages.get(target.path) if target.path.endswith(_MARKDOWN) else None
        wanted = target.anchor.lower().removeprefix("user-content-")
        if page is None or not wanted or _has(page, wanted):
            continue
        meant = did_you_mean(wanted, page.anchors)
        hint = f"Did you mean `#{meant}`?" if meant else "Name a heading of that page."
        where = "this page" if target.path == path else f"`{target.path}`"
        yield _fault("DOX002", f"{where} has no heading `#{target.anchor}`", hint, path, link)


def _has(page: Page, anchor: str) -> bool:
    """Forges differ in how many hyphens stand for what they drop."""
    if anchor in page.anchors:
        return True
    return re.sub("-+", "-", anchor) in {re.sub("-+", "-", one) for one in page.anchors}


RULES = (link_leads_somewhere, anchor_names_heading)
