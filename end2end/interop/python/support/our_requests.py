"""The requests of our own crate, printed by its example program, parsed."""

import json
import subprocess
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from support.place import built

METHODS = {
    "alipay.trade.page.pay",
    "alipay.trade.wap.pay",
    "alipay.trade.precreate",
    "alipay.trade.query",
    "alipay.trade.refund",
    "alipay.trade.fastpay.refund.query",
    "alipay.trade.close",
    "alipay.trade.cancel",
}


@dataclass
class Request:
    """A request as sent, and its decoded parameters."""

    method: str
    http_method: str
    url: str
    body: str
    params: dict


CERTIFICATE_FILES = ("app_cert", "alipay_cert", "alipay_root_cert")


def our_certified_requests(simulator, **more):
    """The same in certificate mode, with the files of the simulator."""
    return our_requests(simulator, **{name: simulator.path(name) for name in CERTIFICATE_FILES}, **more)


def our_requests(simulator, charset="utf-8", **more):
    """Every request the crate can make, signed for this simulator, by method."""
    arguments = {
        "gateway": simulator.gateway,
        "app_id": simulator.app_id,
        "app_private_key": simulator.path("app_private_key"),
        "alipay_public_key": simulator.path("alipay_public_key"),
        "charset": charset,
        "notify_url": "http://shop.example/alipay/notify?tenant=1",
        "return_url": "http://shop.example/alipay/return?from=alipay&x=%20",
        **more,
    }
    said = subprocess.run(
        [built("examples/requests"), *(f"{name}={value}" for name, value in arguments.items())],
        check=True,
        stdout=subprocess.PIPE,
    )
    found = {}
    for one in json.loads(said.stdout):
        pairs = []
        for part in (urlsplit(one["url"]).query, one["body"] or ""):
            if part:
                pairs += parse_qsl(part, keep_blank_values=True, strict_parsing=True, encoding=charset, errors="strict")
        params = dict(pairs)
        assert len(params) == len(pairs), "a parameter is sent twice"
        found[one["method"]] = Request(params=params, **one)
    assert found.keys() >= METHODS
    return found
