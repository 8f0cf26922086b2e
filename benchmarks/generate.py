"""Make a repository of many incident reports: 30 fields, 3 KB of front matter, 110 lines of body.

usage: python benchmarks/generate.py FOLDER COUNT

The reports are what `gov incident new` writes, filled in as a team would fill them in; they
check clean. The same arguments give the same bytes.
"""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

SERVICES = ("api", "billing", "checkout", "identity", "ledger", "search", "uploads", "webhooks")
PEOPLE = ("ada", "bo", "cy", "dee", "eve", "finn")
START = datetime(2020, 1, 1, tzinfo=UTC)
HOURS = 'hours: "Mon-Fri 06:00-22:00", timezone: UTC'
SETTINGS = ("-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def report(number: int) -> tuple[str, str]:
    """The file name and text of one closed report."""
    chance = random.Random(number)
    declared = START + timedelta(minutes=31 * number)
    mixed = number * 7919 % 32**4
    suffix = "".join(ALPHABET[mixed // 32**place % 32] for place in range(4))
    name = f"INC-{declared:%Y%m%d}-{suffix}"
    service = chance.choice(SERVICES)
    lead, comms, reporter = chance.sample(PEOPLE, 3)
    title = f"{service} answers slowly from region {number % 7}"
    at = [declared + timedelta(minutes=minutes) for minutes in (-40, -12, -3, 0, 1, 4, 9, 47, 95, 2880)]
    impact, detected, received, _, paged, acknowledged, responded, mitigated, resolved, closed = map(
        stamp, at
    )
    front = f"""\
---
kind: incident
schema: 1
id: {name}
title: {title}
severity: P2
status: closed
services: [{service}, {SERVICES[(SERVICES.index(service) + 3) % 8]}]
environment: production
source: governor-support
reporter: "@{reporter}"
detected_by: monitoring
roles:
  commander: "@{lead}"
  communications: "@{comms}"
times:
  impact_started: {impact}
  detected: {detected}
  received: {received}
  declared: {stamp(declared)}
  paged: {paged}
  acknowledged: {acknowledged}
  responded: {responded}
  mitigated: {mitigated}
  resolved: {resolved}
  closed: {closed}
policy: 9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223
targets: {{acknowledge: 15m, triage: 30m, respond: 4h, update: 60m, {HOURS}}}
links:
  ticket: https://desk.example.com/tickets/{number}
  chat: https://chat.example.com/archives/C0{number:06d}/p{number * 977:016d}
  dashboard: https://graphs.example.com/d/{service}/overview?from={number}&to={number + 60}
change: "{number:040x}"
outcome: fixed
alerts:
{alerts(number, service)}---
"""
    return f"{name}-{service}-slow.md", front + body(number, chance, declared, lead, comms, service)


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def alerts(number: int, service: str) -> str:
    one = """\
  - source: alertmanager
    key: '{{}}:{{alertname="{name}", service="{service}", severity="warning", cluster="eu-{number:03d}"}}'
    firing: [{first:016x}, {second:016x}]
"""
    names = ("LatencyHigh", "ErrorBudgetBurn", "QueueGrowing", "PodRestarts", "CertificateExpiry")
    names += tuple(f"{name}Paging" for name in names)
    return "".join(
        one.format(
            name=name, service=service, number=number % 977, first=number * 7919 + at, second=number + at
        )
        for at, name in enumerate(names)
    )


def body(number: int, chance: random.Random, declared: datetime, lead: str, comms: str, service: str) -> str:
    rows = [
        (-30, comms, f"a deployment of {service} finished"),
        (0, lead, "**declared** P2, answers take seconds"),
        (4, lead, "**acknowledged**"),
        *(
            (
                10 + 5 * at,
                chance.choice((lead, comms)),
                f"**update** step {at}: pool {at}/20, errors {chance.random():.2f} %",
            )
            for at in range(7)
        ),
        (47, lead, "**mitigated** traffic moved to the other region"),
        (95, lead, "**resolved**"),
        (2880, lead, "**closed**"),
    ]
    table = "\n".join(
        f"| {declared + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%SZ} | @{who} | {what} |"
        for minutes, who, what in rows
    )
    prose = "\n\n".join(
        f"Paragraph {at} on {service}: connection {number * 13 + at} waited for a lock that a migration\n"
        f"held, so that {chance.randrange(2, 90)} % of the requests took longer than "
        f"{chance.randrange(300, 4000)} ms."
        for at in range(16)
    )
    return f"""\

## Summary

{service} answered slowly for {chance.randrange(20, 90)} minutes after a deployment.

## Impact

{chance.randrange(100, 9000)} requests were slower than promised; none was lost.

## Timeline

| Time (UTC) | Who | What |
| --- | --- | --- |
{table}

## Detection

The latency alert fired nine minutes after the first slow answer.

## Root Cause

### F1

{prose}

## Resolution

The migration was stopped and run again in small steps.

- [x] traffic moved back
- [x] dashboards checked

## Lessons Learned

What went well: the alert named the service.

```
lock wait  {number % 97} s
deadlocks  {number % 5}
```

## Follow-ups

- run migrations with a lock time limit (F1)
- show lock waits on the dashboard
{chr(10).join(f"- [ ] look at query {at} of {service}" for at in range(8))}
"""


def playbook_and_roster(folder: Path) -> None:
    subprocess.run(["gov", "init", "."], cwd=folder, check=True, capture_output=True)
    roster = folder / "artifacts/support/on-call-roster.md"
    people = "".join(
        f"  {who}: {{name: {who.title()}, timezone: UTC, email: {who}@example.com, "
        f'phone: "+49309018{at:02d}"}}\n'
        for at, who in enumerate(PEOPLE)
    )
    roster.write_text(roster.read_text().replace("people: {}", "people:\n" + people.rstrip("\n")))
    quiet = subprocess.DEVNULL
    subprocess.run(["gov", "check", "--fix"], cwd=folder, check=True, stdout=quiet, stderr=quiet)


def main(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    playbook_and_roster(folder)
    playbook = (folder / "docs/operations/support-playbook.md").read_text()
    place = next(line.split(":")[1].strip() for line in playbook.splitlines() if "incident_reports:" in line)
    reports = folder / place
    reports.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, text = report(number)
        (reports / name).write_text(text)
    for command in (["add", "-A"], ["commit", "-q", "-m", f"{count} reports"]):
        subprocess.run(
            [
                "git",
                "-c",
                "user.name=bench",
                "-c",
                "user.email=bench@example.com",
                "-c",
                "gc.auto=0",
                *command,
            ],
            cwd=folder,
            check=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
