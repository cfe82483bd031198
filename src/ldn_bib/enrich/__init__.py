"""Enrichment: the vocabulary of conditions, the notes, and the tagger that says why."""
