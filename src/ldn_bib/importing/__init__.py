"""Importing records into a library: read, compare with what is there, plan, and write."""
