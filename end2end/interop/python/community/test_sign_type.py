"""An application registered for RSA (SHA-1): python-alipay-sdk and our crate in that mode."""

from urllib.parse import parse_qsl

import pytest
from alipay.exceptions import AliPayException, AliPayValidationError
from conftest import by_certificate, by_key
from test_calls import paid

from support.number import new_number
from support.our_requests import our_requests

MODES = {"key": by_key, "certificate": by_certificate}


@pytest.fixture(params=MODES)
def sdk(request, simulator):
    simulator.control("PUT", "/settings", {"sign_type": "RSA"})
    yield MODES[request.param](simulator, sign_type="RSA")
    simulator.control("PUT", "/settings", {})


def test_pay_be_told_refund_ask_and_close(simulator, sdk, shop):
    number = paid(simulator, sdk, notify_url=shop.url)
    fields = shop.next().fields()
    sign = fields.pop("sign")
    assert fields["sign_type"] == "RSA"
    assert sdk.verify(dict(fields), sign)
    assert not sdk.verify({**fields, "total_amount": "0.01"}, sign)
    moved = sdk.api_alipay_trade_refund(refund_amount="8.80", out_trade_no=number, out_request_no=f"{number}R01")
    assert moved["fund_change"] == "Y"
    assert sdk.api_alipay_trade_query(out_trade_no=number)["trade_status"] == "TRADE_SUCCESS"
    assert sdk.api_alipay_trade_close(out_trade_no=number)["sub_code"] == "ACQ.TRADE_STATUS_ERROR"


def test_a_request_of_the_other_type_is_refused(simulator, sdk):
    # The refusal is signed with RSA, which an SDK with RSA2 does not accept.
    with pytest.raises((AliPayException, AliPayValidationError)):
        by_key(simulator).api_alipay_trade_query(out_trade_no=new_number())


def test_our_crate_signs_the_same_way_byte_for_byte(simulator):
    sdk = by_key(simulator, sign_type="RSA")
    for method, request in our_requests(simulator, sign_type="RSA", out_trade_no=new_number()).items():
        assert request.params["sign_type"] == "RSA"
        unsigned = {name: value for name, value in request.params.items() if name != "sign"}
        theirs = dict(parse_qsl(sdk.sign_data(dict(unsigned)), strict_parsing=True))
        assert theirs == request.params, method
