"""An application registered for RSA (SHA-1): alipay-sdk-python and our crate in that mode."""

import pytest
from alipay.aop.api.util.SignatureUtils import get_sign_content, sign_with_rsa, verify_with_rsa
from conftest import client, pkcs1
from gateway_calls import call
from rsa import VerificationError
from test_calls import paid

from support.our_requests import our_requests


@pytest.fixture
def old_sdk(simulator):
    simulator.control("PUT", "/settings", {"sign_type": "RSA"})
    yield client(simulator, sign_type="RSA")
    simulator.control("PUT", "/settings", {})


def test_pay_be_told_refund_ask_and_close(simulator, old_sdk, shop):
    number = paid(simulator, old_sdk, notify_url=shop.url)
    fields = shop.next().fields()
    sign, sign_type = fields.pop("sign"), fields.pop("sign_type")
    assert sign_type == "RSA"
    key = simulator.file("alipay_public_key")
    assert verify_with_rsa(key, get_sign_content(fields).encode(), sign)
    with pytest.raises(VerificationError):
        verify_with_rsa(key, get_sign_content({**fields, "total_amount": "0.01"}).encode(), sign)
    moved = call(old_sdk, "refund", out_trade_no=number, out_request_no=f"{number}R01", refund_amount="8.80")
    assert moved["fund_change"] == "Y"
    assert call(old_sdk, "query", out_trade_no=number)["trade_status"] == "TRADE_SUCCESS"
    assert call(old_sdk, "close", out_trade_no=number)["sub_code"] == "ACQ.TRADE_STATUS_ERROR"


def test_a_request_of_the_other_type_is_refused(simulator, old_sdk):
    # This SDK derives the hash from the signature, so it can verify the refusal.
    refused = call(client(simulator), "query", out_trade_no="P1")
    assert refused["sub_code"] == "isv.invalid-signature-type"


def test_our_crate_signs_the_same(simulator):
    key = pkcs1(simulator.file("app_private_key"))
    for method, request in our_requests(simulator, sign_type="RSA").items():
        fields = dict(request.params)
        sign = fields.pop("sign")
        assert sign_with_rsa(key, get_sign_content(fields), "utf-8") == sign, method
