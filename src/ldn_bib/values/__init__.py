"""Small value types, one a file; each parses and prints itself and imports nothing of ours."""
