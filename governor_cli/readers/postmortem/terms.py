"""The words by which other people's templates call what gov has a name for."""

from typing import Final

SECTIONS: Final = {
    "Summary": """
        summary | executive summary | incident summary | overview | incident overview | tl dr | tldr |
        abstract | what happened | issue summary | high level summary | description | incident
        description | summary of events
    """,
    "Impact": """
        impact | user impact | customer impact | business impact | service impact | impact assessment |
        impact and metrics | impact metrics | impact analysis | scope and impact | scope of impact |
        user customer impact | customer user impact
    """,
    "Timeline": """
        timeline | time line | incident timeline | event timeline | timeline of events | timeline of the
        incident | chronology | sequence of events | detailed timeline | full timeline | incident
        chronology | events timeline | timeline of incident | log of events
    """,
    "Detection": """
        detection | how was it detected | how was the incident detected | how we detected it | incident
        detection | discovery
    """,
    "Root Cause": """
        root cause | root causes | root cause s | root cause analysis | rca | cause | causes | root
        cause and trigger | contributing factors | contributing factor s | contributing causes | root
        causes and trigger | why it happened | cause of the outage | cause of the incident | underlying
        cause | five whys | 5 whys | the root cause | what caused it
    """,
    "Resolution": """
        resolution | recovery | mitigation | resolution and recovery | mitigation and resolution |
        mitigation and recovery | recovery and resolution | remediation | how we fixed it | the fix |
        resolution recovery | how it was resolved
    """,
    "Lessons Learned": """
        lessons learned | lessons learnt | lessons | learnings | key learnings | takeaways | what we
        learned | what we learnt | what did we learn | lesson learned
    """,
    "Follow-ups": """
        action items | actions | action item s | follow ups | followups | follow up | follow up actions
        | follow up items | follow up tasks | corrective actions | next steps | corrective and
        preventive actions | preventive measures | preventative measures | corrective and preventative
        measures | corrective and preventive measures | prevention | remediation items | actions items |
        action plan | remediation actions | to do | todo | corrective measures
    """,
}
"""Section of a report -> the titles it goes by."""

LABELS: Final = {
    "impact_started": """
        start | start time | started | started at | start at | starttime | began | begin | beginning |
        incident start | incident started | incident start time | impact start | impact started | impact
        start time | outage start | outage started | outage start time | time started | start of
        incident | start of impact | start of outage | impact began | start date time | start datetime |
        startedat
    """,
    "detected": """
        detected | detected at | time detected | detection time | time of detection | first detected |
        incident detected | detectedat
    """,
    "declared": """
        declared | declared at | incident declared | time declared | declaredat
    """,
    "acknowledged": """
        acknowledged | acknowledged at | time acknowledged | acknowledgedat
    """,
    "mitigated": """
        mitigated | mitigated at | time mitigated | incident mitigated | impact mitigated | mitigatedat
    """,
    "resolved": """
        resolved | resolved at | resolved when | resolvedwhen | time resolved | end | end time | ended |
        ended at | endtime | incident end | incident ended | incident resolved | incident end time |
        impact end | impact ended | impact end time | outage end | outage ended | outage end time | time
        ended | end of incident | end of impact | end of outage | time of resolution | end date time |
        resolvedat | endedat
    """,
    "closed": """
        closed | closed at | incident closed | closedat
    """,
    "severity": """
        severity | sev | severity level | incident severity
    """,
    "incident_day": """
        incident date | date of incident | date of the incident | date of outage | outage date | day of
        incident | day of the incident
    """,
    "day": """
        date | event date | date s
    """,
    "published": """
        published | published at | publish date | publishdate | pubdate | date published | published
        date | created | created at | posted
    """,
}
"""Fact -> the labels it goes by."""


def meanings(terms: dict[str, str]) -> dict[str, str]:
    """Each of the words with what it means."""
    return {" ".join(word.split()): name for name, words in terms.items() for word in words.split("|")}
