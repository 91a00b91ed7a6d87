"""Write it down: what a reading found as plain values, and the one door to SQLite that keeps it."""
