"""A gateway simulator in a separate process, and its control API."""

import json
import os
import socket
import subprocess
import tempfile
import threading
from pathlib import Path
from urllib import error, parse, request

from support.place import built

# The tests connect only to this machine, so a configured proxy is ignored.
_direct = request.build_opener(request.ProxyHandler({}))


class Simulator:
    """Runs until closed, which also removes its data."""

    def __init__(self, address="127.0.0.1:0"):
        self._folder = tempfile.TemporaryDirectory(prefix="alipay-sim-")
        self._log = open(Path(self._folder.name) / "log", "w+")
        self._process = subprocess.Popen(
            [built("alipay-sim"), self._folder.name, address],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        timer = threading.Timer(60, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line.startswith("ready "):
            self._process.wait()
            self._log.seek(0)
            said = self._log.read()
            self.close()
            raise RuntimeError(f"the simulator did not start on {address}: {said}")
        info = json.loads((Path(self._folder.name) / "sim.json").read_text("utf-8"))
        self.url = info["url"]
        self.gateway = info["url"] + "/gateway.do"
        self.app_id = info["app_id"]
        self.seller_id = info["seller_id"]
        self.content_key = info["content_key"]
        self._info = info

    def file(self, name):
        """The content of a file that sim.json names, e.g. `app_private_key`."""
        return Path(self._info[name + "_file"]).read_text("utf-8")

    def path(self, name):
        return self._info[name + "_file"]

    def close(self):
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._process.stdout.close()
        self._log.close()
        self._folder.cleanup()

    def control(self, method, path, body=None):
        """A control call. Raises `AssertionError` with the status and the response if it is refused."""
        data = None if body is None else json.dumps(body).encode()
        asked = request.Request(self.url + "/control" + path, data=data, method=method)
        asked.add_header("content-type", "application/json")
        try:
            with _direct.open(asked, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except error.HTTPError as refused:
            raise AssertionError(f"{method} {path}: {refused.code} {refused.read().decode()}") from None

    def login(self, number):
        return self.control("POST", f"/trades/{number}/login", {})

    def pay(self, number, **how):
        return self.control("POST", f"/trades/{number}/pay", how)

    def trade(self, number):
        return self.control("GET", f"/trades/{number}")

    def notify(self, number, **how):
        return self.control("POST", "/notify", {"out_trade_no": number, **how})


def opened(url, form=None):
    """A page as a browser gets it: final URL, status, text."""
    data = None if form is None else parse.urlencode(form).encode()
    try:
        with _direct.open(request.Request(url, data=data), timeout=30) as answer:
            return answer.url, answer.status, answer.read().decode()
    except error.HTTPError as refused:
        return refused.url, refused.code, refused.read().decode()


def downloaded(url):
    """The bytes of a URL."""
    with _direct.open(url, timeout=30) as answer:
        return answer.read()


def privileged_address():
    """An address with port 80, for an SDK that supports no other: `(address, None)` or `(None, reason)`.

    All addresses of 127/8 are local, so another one is tried if port 80 is in use.
    """
    why = None
    for last in range(1, 10):
        host = f"127.0.0.{last}"
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, 80))
                return f"{host}:80", None
            except OSError as failed:
                why = f"{host}:80: {failed}"
    return None, why


def must_run():
    """Whether a test that needs a privileged port must not be skipped."""
    return os.geteuid() == 0 or bool(os.environ.get("CI"))
