"""What both Python parts of the generator share: test keys, frozen time, difficult texts."""

import datetime
import json
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

KEYS = json.loads(Path(__file__).with_name("keys.json").read_text("utf-8"))
APP_ID = "9021000100000007"
SELLER_ID = "2088000000000700"
GATEWAY = "https://gateway.example/gateway.do"
NOW = datetime.datetime(2024, 2, 29, 23, 59, 58)
CHINA = datetime.timezone(datetime.timedelta(hours=8))
NUMBER = "GOLDEN20240229_0001"

# Texts that encoders or signers are known to get wrong.
TEXTS = {
    "chinese": "测试商品 明前龙井",
    "quotes": '他说 "好" \\ \'不\'',
    "percent": "100% %41 %zz %",
    "plus": "A+B = C & D; E?F#G",
    "emoji": "茶🍵👩‍👩‍👧",
    "markup": "&quot;&amp;<b>粗</b>&lt;",
    "json": '{"a":[1,"}"],"sign":"x"}',
    "controls": "行一\n行二\ttab",
}


def key(name):
    return load_pem_private_key(KEYS[name].encode(), None)


def pkcs1(name):
    return key(name).private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def public(name):
    return key(name).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


class Frozen(datetime.datetime):
    """A frozen clock, so that the file is always the same."""

    @classmethod
    def now(cls, tz=None):
        return NOW
