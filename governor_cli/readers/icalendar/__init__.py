"""iCalendar, as PagerDuty, Opsgenie, Grafana OnCall and calendars export it."""
