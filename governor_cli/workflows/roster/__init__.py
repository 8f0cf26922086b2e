"""Who is on call: questions, changes, proofs, calendars."""
