"""What a person reads: one document model, one writer per output.

Writers register under the entry point ``ldn_bib.documents``.
"""
