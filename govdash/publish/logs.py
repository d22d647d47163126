"""The server's log: one JSON object a line, of everything that runs in it, without personal data."""

import json
import logging
import sys
from datetime import UTC, datetime

from govdash.settings import log_level


class Lines(logging.Formatter):
    """A record as one line of JSON; `told` of a record adds its keys."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class _Logger(logging.Logger):
    """Streamlit gives every logger a level and a handler of its own; here the root alone decides."""

    def setLevel(self, level: int | str) -> None:  # noqa: N802
        """Nothing: the level is the root's."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802
        """Nothing: the handler is the root's."""

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Hand a record to the root."""
        logging.getLogger().callHandlers(record)


def log_lines() -> None:
    """Log as JSON lines on standard error; before anything else has made its loggers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(log_level())
    logging.setLoggerClass(_Logger)
