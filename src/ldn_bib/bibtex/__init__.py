"""BibTeX and biblatex: reading behind one adapter, LaTeX to Unicode, the field maps."""
