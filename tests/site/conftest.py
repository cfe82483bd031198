"""Strategies and papers of tests/formats for the tests of the site."""

from __future__ import annotations

import sys
from pathlib import Path

# helpers are imported under the name that mypy knows them by
ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
