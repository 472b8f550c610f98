"""The second part: reads the file so far and adds what python-alipay-sdk sends, computes and verifies."""

import datetime
import json
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import alipay
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from world import APP_ID, KEYS, NUMBER, TEXTS, Frozen, key, public

alipay.datetime = Frozen
SDK = "PyPI python-alipay-sdk 3.4.0"
JAVA = json.loads(Path(__file__).with_name("java.json").read_text("utf-8"))


def certificate(issuer, serial, subject_key="app_private_key", signer=None, digest=None):
    """Always the same bytes: keys, numbers and dates are fixed, and PKCS#1 v1.5 is deterministic."""
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "GOLDEN")]))
        .issuer_name(x509.Name([x509.NameAttribute(oid, value) for oid, value in issuer]))
        .public_key(key(subject_key).public_key())
        .serial_number(serial)
        .not_valid_before(datetime.datetime(2024, 1, 1))
        .not_valid_after(datetime.datetime(2054, 1, 1))
        .sign(signer or key("authority_private_key"), digest or hashes.SHA256())
    )
    return built.public_bytes(Encoding.PEM).decode()


def name(common, unit="Certification Authority", organisation="Golden Tests", country="CN"):
    parts = [
        (NameOID.COUNTRY_NAME, country),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, common),
    ]
    return [(oid, value) for oid, value in parts if value]


ISSUERS = {
    "plain": (name("Golden Application CA"), 0x2024022900000001),
    "serial-one": (name("Golden Application CA"), 1),
    "serial-longest": (name("Golden Application CA"), (1 << 158) - 1),
    "chinese": (name("金色测试证书", "认证中心", "测试有限公司"), 7),
    "comma-and-quotes": (name('Golden, "Tests" + <CA>; \\ x=#1', "#hash", " lead and trail "), 8),
    "email": (name("Golden") + [(NameOID.EMAIL_ADDRESS, "ca@golden.example")], 9),
    "no-unit": (name("Golden", None), 10),
    "order": (list(reversed(name("Golden"))), 11),
    "two-units": (name("Golden") + [(NameOID.ORGANIZATIONAL_UNIT_NAME, "Second")], 12),
}


def certificates():
    for id, (issuer, serial) in ISSUERS.items():
        pem = certificate(issuer, serial)
        java = JAVA["certificates"][id]
        yield {
            "id": id,
            "pem": pem,
            "sn": java["sn"],
            "issuer": java["issuer"],
            "community_sn": alipay.DCAliPay.get_cert_sn(pem),
        }


def roots():
    """Two RSA roots, which count, with an elliptic-curve one between them, and an unreadable one."""
    first = certificate(name("Golden Root R1"), 21)
    elliptic = certificate(name("Golden Root E1"), 22, signer=curve())
    second = certificate(name("Golden Root R2"), 23, digest=hashes.SHA512())
    return {
        "pem": first + "\n" + elliptic_known(elliptic) + "\n" + second,
        "unreadable": "-----BEGIN CERTIFICATE-----\nAAECAwQFBgcICQ==\n-----END CERTIFICATE-----\n",
    }


def curve():
    return ec.derive_private_key(0x1234567890ABCDEF1234567890ABCDEF, ec.SECP256R1())


def elliptic_known(made):
    """ECDSA signatures are random, so a stored certificate is used, and everything else in it is compared."""
    kept = JAVA["elliptic_root"]
    ours, theirs = (x509.load_pem_x509_certificate(pem.encode()) for pem in (made, kept))
    assert ours.tbs_certificate_bytes == theirs.tbs_certificate_bytes
    return kept


def sdk(**changes):
    settings = {
        "appid": APP_ID,
        "app_private_key_string": KEYS["app_private_key"],
        "alipay_public_key_string": public("alipay_private_key"),
    }
    return alipay.AliPay(**{**settings, **changes})


def entry(id, query):
    params = dict(parse_qsl(query, strict_parsing=True))
    unsigned = {name: value for name, value in params.items() if name != "sign"}
    return {
        "id": id,
        "made_by": SDK,
        "http_method": "GET",
        "query": query,
        "body": None,
        "content_type": None,
        "charset": "utf-8",
        "sign_type": params["sign_type"],
        "params": params,
        "string_to_sign": "&".join(f"{name}={value}" for name, value in sorted(unsigned.items())),
    }


def requests(files):
    """All parameters are in the query; the JSON has non-ASCII text as `\\u`."""
    for id, text in TEXTS.items():
        query = sdk().api_alipay_trade_page_pay(
            subject=text, out_trade_no=NUMBER, total_amount="88.80", return_url="https://shop.example/back?a=1&b=%20"
        )
        yield entry(f"community-get-{id}", query)
    yield entry("community-refund", sdk().client_api("alipay.trade.refund", {"out_trade_no": NUMBER, "refund_amount": "8.80"}))
    yield entry("community-rsa", sdk(sign_type="RSA").client_api("alipay.trade.query", {"out_trade_no": NUMBER}))
    isv = alipay.ISVAliPay(
        APP_ID,
        app_private_key_string=KEYS["app_private_key"],
        alipay_public_key_string=public("alipay_private_key"),
        app_auth_token="202402BBgolden",
    )
    yield entry("community-isv", isv.client_api("alipay.trade.query", {"out_trade_no": NUMBER}))
    by_certificate = alipay.DCAliPay(
        appid=APP_ID,
        app_private_key_string=KEYS["app_private_key"],
        app_public_key_cert_string=files["app"],
        alipay_public_key_cert_string=files["alipay"],
        alipay_root_cert_string=files["roots"],
    )
    yield entry("community-certificate", by_certificate.client_api("alipay.trade.query", {"out_trade_no": NUMBER}))


def is_genuine(notice):
    """The SDK supports only UTF-8, and keeps empty values."""
    fields = dict(notice["fields"])
    sign = fields.pop("sign")
    try:
        return sdk().verify(fields, sign)
    except Exception:
        return False


def is_verified(answer):
    member = answer["method"].replace(".", "_") + "_response"
    try:
        sdk()._verify_and_return_sync_response(answer["body"], member)
        return True
    except Exception:
        return False


golden = json.load(sys.stdin)
golden["certificates"] = list(certificates())
kept = roots()
golden["certificate_files"] = files = {
    "app": golden["certificates"][0]["pem"],
    "alipay": certificate(name("Golden Gateway CA"), 31, "alipay_private_key"),
    "roots": kept["pem"],
    "unreadable_root": kept["unreadable"],
}
golden["certificate_numbers"] = {
    "app": alipay.DCAliPay.get_cert_sn(files["app"]),
    "alipay": alipay.DCAliPay.get_cert_sn(files["alipay"]),
    "roots": alipay.DCAliPay.get_root_cert_sn(files["roots"]),
}
golden["requests"] += requests(files)
for notice in golden["notices"]:
    if is_genuine(notice):
        notice["verified_by"].append("community")
for answer in golden["answers"]:
    assert is_verified(answer) == ("community" in answer["verified_by"]), answer["id"]
json.dump(golden, sys.stdout, ensure_ascii=False)
