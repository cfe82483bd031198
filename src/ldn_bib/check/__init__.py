"""Checks: one rule is one small function that yields findings."""
