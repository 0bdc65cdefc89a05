"""A proxy as production has one in front: it says that every request has come by HTTPS."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.charity_site.production import FROM_PROXY

OF_ONE_CONNECTION = {"connection", "content-length", "keep-alive", "transfer-encoding"}


@contextmanager
def proxy_of(port: int) -> Iterator[str]:
    """Its address, while it hands every request on to a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            behind = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                behind.request("GET", self.path, headers={**self.headers, **FROM_PROXY})
                answer = behind.getresponse()
                content = answer.read()
            finally:
                behind.close()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_ONE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # a browser that is closed waits for nothing more
                self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
