"""Completing a library from PubMed and Crossref: what they have, and what of it is wanted."""
