"""What a heading or a lead is about, by the words teams use for it."""

import re

_WORDS = {
    "checklist": (
        r"checklists?|post[-\s]?incident|afterwards?|after[-\s](?:the[-\s]|an[-\s]|every[-\s]|"
        r"each[-\s])?(?:incidents?|fact|dust|action|events?|resolution|outages?)|wrap[-\s]?up|clos(?:e|"
        r"ing|ure|e-?out)\b|aftermath|definition of done|before (?:you )?clos\w*|when it is over|"
        r"once (?:it is |it.s |the incident is )?(?:over|resolved|closed)|follow[-\s]?ups?"
    ),
    "escalation": (
        r"escalat\w*|call[-\s](?:tree|chain|order|list)|who (?:to|gets?|do we|is) (?:call|page|called|"
        r"paged|told|notif\w+)|paging|chain of|notification matrix|contact matrix"
    ),
    "severities": (
        r"severit\w*|priorit(?:y|ies)|incident (?:levels?|class\w*|types?|categor\w+)|levels?|classif\w*|"
        r"triage|impact|how bad"
    ),
    "channels": (
        r"channels?|contacts?|rooms?|communicat\w*|where (?:we|to|people|you)|how to (?:reach|contact|"
        r"get)|reach(?:ing)? us|get(?:ting)? help|talk|in touch|comms|ways (?:to|of)|support (?:lines|"
        r"desk)|points? of contact|inboxes"
    ),
    "roles": (
        r"roles?|responsibilit\w*|people|who (?:does|is who|we are)|team|staff\w*|duties|owners?(?:hip)?|"
        r"cast|participants|on[-\s]call (?:roles|people)"
    ),
    "updates": r"updates?|status|cadence|keeping .* (?:informed|posted)",
    "knowledge": (
        r"knowledge|documentation|storage|records?|where (?:things|we keep|everything|files)|paths?|"
        r"artifacts?|filing|repositor\w*|bookkeeping|paper\s?work|files"
    ),
    "runbooks": r"runbooks?|guides?|procedures?|playbooks?|references?|how-?tos?|manuals?|further reading",
    "sync": r"sync\w*|meetings?|rhythm|ritual|rituals|review|cadences?|ceremon\w+|weekly",
    "hours": r"hours|coverage|availability|windows|shifts?",
}
_TOPICS = {topic: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for topic, words in _WORDS.items()}


def is_about(topic: str, *titles: str) -> bool:
    """Whether the first of the titles, or one above it, speaks of the topic."""
    return any(_TOPICS[topic].search(title) for title in titles)


def nearest(titles: tuple[str, ...], *topics: str) -> str | None:
    """The first of the topics that the nearest title speaks of; a more general title decides only alone."""
    for title in titles:
        for topic in topics:
            if _TOPICS[topic].search(title):
                return topic
    return None
