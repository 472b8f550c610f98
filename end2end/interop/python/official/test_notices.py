"""Notifications of the simulator, verified by functions of alipay-sdk-python."""

import pytest
from alipay.aop.api.util.SignatureUtils import get_sign_content, verify_with_rsa
from gateway_calls import call
from rsa import VerificationError
from test_calls import SUBJECT, paid


def is_genuine(simulator, fields, charset="utf-8"):
    """As the SDK documents it: without `sign` and `sign_type`, sorted, as bytes."""
    fields = dict(fields)
    sign = fields.pop("sign", "")
    assert fields.pop("sign_type") == "RSA2"
    text = get_sign_content(fields).encode(charset)
    try:
        return verify_with_rsa(simulator.file("alipay_public_key"), text, sign)
    except VerificationError:
        return False


def test_a_payment_and_a_refund_are_told(simulator, sdk, shop):
    number = paid(simulator, sdk, notify_url=shop.url)
    fields = shop.next().fields()
    assert is_genuine(simulator, fields)
    assert not is_genuine(simulator, {**fields, "total_amount": "0.01"})
    assert (fields["trade_status"], fields["out_trade_no"], fields["subject"]) == ("TRADE_SUCCESS", number, SUBJECT)
    call(sdk, "refund", out_trade_no=number, out_request_no=f"{number}R01", refund_amount="8.80")
    fields = shop.next().fields()
    assert is_genuine(simulator, fields)
    assert (fields["out_biz_no"], fields["refund_fee"]) == (f"{number}R01", "8.80")


def test_a_notice_in_gbk(simulator, sdk, shop):
    number = paid(simulator, sdk, notify_url=shop.url)
    shop.next()
    simulator.notify(number, charset="gbk", tamper={"subject": "测试商品 100% +1"})
    fields = shop.next().fields("gbk")
    assert (fields["charset"], fields["subject"]) == ("gbk", "测试商品 100% +1")
    assert is_genuine(simulator, fields, "gbk")


@pytest.mark.parametrize("sign", ["bad", "none", "app-key"])
def test_a_forged_notice_is_told_from_a_genuine_one(simulator, sdk, shop, sign):
    number = paid(simulator, sdk, notify_url=shop.url)
    shop.next()
    simulator.notify(number, sign=sign)
    assert not is_genuine(simulator, shop.next().fields())
