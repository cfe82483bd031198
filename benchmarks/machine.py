"""What every measurement names: the machine it was made on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processors, system and Python."""
    cpu = Path("/proc/cpuinfo")
    model = platform.processor() or platform.machine()
    if cpu.is_file():
        for line in cpu.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}"


def environment() -> dict[str, str]:
    """The environment for measured processes: Python may keep its bytecode, as installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
