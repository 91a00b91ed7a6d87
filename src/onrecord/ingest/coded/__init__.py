"""Readers of other people's event data: GDELT 2.0 events and mentions, ICEWS, POLECAT, PLOVER JSONL."""
