"""Citation styles: CSL-JSON and a style in, rich text out.

This package knows nothing of the rest of the project.
"""
