"""One process that serves, at sockets that were opened for it and are named by their handles."""

import socket
import sys

from govdash.publish.logs import log_lines
from govdash.settings import GRACE, ROOT

_MESSAGE = 40 * 1024 * 1024  # as server.maxMessageSize in .streamlit/config.toml


def run(sockets: list[socket.socket]) -> int:
    """Serve in this process until it is told to stop."""
    log_lines()
    # Only now: it makes its loggers as it is imported.
    import uvicorn

    sys.path.insert(0, str(ROOT))
    config = uvicorn.Config(
        "app:app",
        ws="websockets-sansio",
        ws_max_size=_MESSAGE,
        ws_per_message_deflate=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    server.run(sockets=sockets)
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(run([socket.socket(fileno=int(handle)) for handle in sys.argv[1:]]))
