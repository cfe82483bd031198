"""Logs without the parameters of a request, which say who asks."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"([?&](?:api_key|email|mailto)=)[^&\s\"']*")


class _Redaction(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Put the message together and take the secrets out of it."""
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg = _SECRET.sub(r"\1[hidden]", message)
            record.args = None
        return True


_REDACTION = _Redaction()


def keep_out_of_logs(name: str) -> None:
    """Hide contact addresses and API keys in what a logger is told.

    Args:
        name: name of the logger.
    """
    logging.getLogger(name).addFilter(_REDACTION)
