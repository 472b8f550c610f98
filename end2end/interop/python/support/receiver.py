"""Receives notifications and returns in place of a shop and keeps them."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Notice:
    """A notification as received."""

    def __init__(self, content_type, body):
        self.content_type = content_type
        self.body = body

    def fields(self, charset="utf-8"):
        """The fields, decoded in this charset; empty values are kept."""
        pairs = parse_qsl(
            self.body.decode("ascii"), keep_blank_values=True, strict_parsing=True, encoding=charset, errors="strict"
        )
        found = dict(pairs)
        assert len(found) == len(pairs), "a field came twice"
        return found


class Receiver:
    """Listens on loopback until closed; responds `success`."""

    def __init__(self):
        self._kept = kept = queue.Queue()
        self._back = back = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                kept.put(Notice(self.headers["content-type"], body))
                self.answer()

            def do_GET(self):
                back.put(urlsplit(self.path).query)
                self.answer()

            def answer(self):
                self.send_response(200)
                self.send_header("content-type", "text/plain")
                self.send_header("content-length", "7")
                self.end_headers()
                self.wfile.write(b"success")

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        base = f"http://127.0.0.1:{self._server.server_port}/alipay"
        self.url = f"{base}/notify?tenant=1"
        self.return_url = f"{base}/return?from=alipay"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next(self):
        """The next notification; fails after ten seconds."""
        return self._kept.get(timeout=10)

    def returned(self):
        """The parameters of the browser's return, without the shop's own."""
        fields = dict(parse_qsl(self._back.get(timeout=10), keep_blank_values=True, strict_parsing=True))
        assert fields.pop("from") == "alipay", "the shop's own parameter is kept"
        return fields

    def close(self):
        self._server.shutdown()
        self._server.server_close()
