"""The requests of our own crate: python-alipay-sdk builds the same requests with the same signatures."""

import json
from urllib.parse import parse_qsl

import pytest
from conftest import by_certificate, by_key
from Cryptodome.PublicKey import RSA
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from base64 import b64decode

from support.number import new_number
from support.our_requests import our_certified_requests, our_requests
from support.simulator import opened


def test_the_sdk_signs_the_same_way_byte_for_byte(simulator):
    sdk = by_key(simulator)
    for method, request in our_requests(simulator, out_trade_no=new_number()).items():
        unsigned = {name: value for name, value in request.params.items() if name != "sign"}
        theirs = dict(parse_qsl(sdk.sign_data(dict(unsigned)), strict_parsing=True))
        assert theirs == request.params, method


def test_the_sdk_verifies_what_we_send(simulator):
    """With our public key in place of Alipay's. `verify` leaves out the signed sign_type, so `_verify` is used."""
    sdk = by_key(simulator, alipay_public_key_string=simulator.file("app_public_key"))
    for method, request in our_requests(simulator, out_trade_no=new_number()).items():
        fields = dict(request.params)
        sign = fields.pop("sign")
        assert not sdk.verify(dict(fields), sign), "a request signs its type"
        text = "&".join(f"{name}={value}" for name, value in sorted(fields.items()))
        assert sdk._verify(text, sign), method
        assert not sdk._verify(text.replace("app_id=9", "app_id=8"), sign), method


def test_in_certificate_mode_too(simulator):
    sdk = by_certificate(simulator)
    for method, request in our_certified_requests(simulator, out_trade_no=new_number()).items():
        assert request.params["app_cert_sn"] == sdk.app_cert_sn
        assert request.params["alipay_root_cert_sn"] == sdk.alipay_root_cert_sn
        unsigned = {name: value for name, value in request.params.items() if name != "sign"}
        assert dict(parse_qsl(sdk.sign_data(unsigned), strict_parsing=True)) == request.params, method


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_third_implementation_verifies_the_bytes(simulator, charset):
    key = load_pem_public_key(simulator.file("app_public_key").encode())
    for request in our_requests(simulator, charset).values():
        fields = dict(request.params)
        assert (fields["charset"], fields["sign_type"]) == (charset, "RSA2")
        sign = b64decode(fields.pop("sign"), validate=True)
        text = "&".join(f"{name}={value}" for name, value in sorted(fields.items())).encode(charset)
        key.verify(sign, text, PKCS1v15(), SHA256())
        with pytest.raises(InvalidSignature):
            key.verify(sign, text + b" ", PKCS1v15(), SHA256())


def test_what_we_write_is_what_the_sdk_would_write(simulator):
    """Our parameters have the names and formats of the SDK's, which replace the documentation here."""
    number = new_number()
    ours = our_requests(simulator, out_trade_no=number)
    sdk = by_key(simulator)
    common = {"app_id", "method", "charset", "sign_type", "timestamp", "version", "sign", "biz_content"}
    for method, request in ours.items():
        built = sdk.build_body(method, {"out_trade_no": number})
        assert built.keys() | {"sign"} == common
        assert request.params.keys() - {"notify_url", "return_url"} == common, method
        for name in ("app_id", "method", "charset", "sign_type", "version"):
            assert request.params[name] == built[name], (method, name)
        assert len(request.params["timestamp"]) == len(built["timestamp"])
        content = json.loads(request.params["biz_content"])
        assert content["out_trade_no"] == number, method
        assert json.dumps(content, ensure_ascii=False, separators=(",", ":")) == request.params["biz_content"]
        has_addresses = method in ("alipay.trade.page.pay", "alipay.trade.wap.pay")
        assert ("return_url" in request.params) == has_addresses, method


@pytest.mark.parametrize("in_mode", [our_requests, our_certified_requests], ids=["key", "certificate"])
def test_the_simulator_does_what_they_ask(simulator, in_mode):
    number = new_number()
    ours = in_mode(simulator, out_trade_no=number)

    def sent(method):
        request = ours[method]
        form = dict(parse_qsl(request.body, strict_parsing=True))
        return next(iter(json.loads(opened(request.url, form)[2]).values()))

    _, status, page = opened(ours["alipay.trade.page.pay"].url)
    assert (status, "扫码登录" in page) == (200, True), page
    assert sent("alipay.trade.query")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    simulator.pay(number)
    assert sent("alipay.trade.query")["trade_status"] == "TRADE_SUCCESS"
    assert sent("alipay.trade.refund")["fund_change"] == "Y"
    assert sent("alipay.trade.fastpay.refund.query")["refund_amount"] == "8.80"
    assert sent("alipay.trade.close")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"


def test_another_key_signs_otherwise(simulator):
    """Checks that the comparisons above can fail."""
    stranger = by_key(simulator, app_private_key_string=RSA.generate(2048).export_key().decode())
    request = our_requests(simulator)["alipay.trade.query"]
    unsigned = {name: value for name, value in request.params.items() if name != "sign"}
    assert dict(parse_qsl(stranger.sign_data(unsigned)))["sign"] != request.params["sign"]
