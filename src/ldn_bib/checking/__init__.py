"""Checking a library: what the rules see is built here, and what they mend is written here."""

from __future__ import annotations

from ldn_bib.checking.fixing import Fixed, fix
from ldn_bib.checking.run import Checked, check

__all__ = ["Checked", "Fixed", "check", "fix"]
