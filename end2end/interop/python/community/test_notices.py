"""Notifications of the simulator, verified by python-alipay-sdk in both modes."""

import pytest
from conftest import by_certificate, by_key
from test_calls import SUBJECT, paid

NOTE = "uid%3D7%26note%3D%E4%BD%A0%E5%A5%BD"


def checked(sdk, notice):
    """The fields of a notification that the SDK accepts, and refuses after any change."""
    fields = notice.fields()
    sign = fields.pop("sign")
    assert sdk.verify(dict(fields), sign), "the SDK does not verify the notification"
    assert not sdk.verify({**fields, "total_amount": "0.01"}, sign)
    assert not sdk.verify({**fields, "extra": "1"}, sign)
    return fields


def test_a_payment_and_a_refund_are_told(simulator, sdk, shop):
    number = paid(simulator, sdk, notify_url=shop.url, passback_params=NOTE)
    fields = checked(sdk, shop.next())
    assert (fields["trade_status"], fields["out_trade_no"]) == ("TRADE_SUCCESS", number)
    assert (fields["app_id"], fields["seller_id"]) == (simulator.app_id, simulator.seller_id)
    assert (fields["subject"], fields["passback_params"]) == (SUBJECT, NOTE)
    sdk.api_alipay_trade_refund(refund_amount="8.80", out_trade_no=number, out_request_no=f"{number}R01")
    fields = checked(sdk, shop.next())
    assert (fields["out_biz_no"], fields["refund_fee"]) == (f"{number}R01", "8.80")


def test_odd_values_arrive_as_they_were_signed(simulator, sdk, shop):
    number = paid(simulator, sdk, notify_url=shop.url)
    checked(sdk, shop.next())
    odd = {"body": '100% +1 & a=b; "引号" 🍵 %41', "voucher_detail_list": '[{"name":"a\\"b"}]', "new_field": "?#/\\"}
    simulator.notify(number, tamper=odd)
    fields = checked(sdk, shop.next())
    assert {name: fields[name] for name in odd} == odd


@pytest.mark.parametrize("sign", ["bad", "none", "app-key"])
def test_a_forged_notice_is_told_from_a_genuine_one(simulator, sdk, shop, sign):
    number = paid(simulator, sdk, notify_url=shop.url)
    checked(sdk, shop.next())
    simulator.notify(number, sign=sign)
    fields = shop.next().fields()
    assert not sdk.verify(fields, fields.pop("sign", ""))


def test_the_two_modes_sign_with_their_own_keys(simulator, shop):
    """After a change of certificate, orders in key mode and in certificate mode have different signing keys."""
    key, certificate = by_key(simulator), by_certificate(simulator)
    before = simulator.control("GET", "/certificate")["alipay_cert_sn"]
    changed = simulator.control("POST", "/certificate")
    assert changed["alipay_cert_sn"] != before
    number = paid(simulator, key, notify_url=shop.url)
    checked(key, shop.next())

    number = paid(simulator, certificate, notify_url=shop.url)
    fields = shop.next().fields()
    sign = fields.pop("sign")
    assert fields["out_trade_no"] == number
    assert not certificate.verify(dict(fields), sign), "verified with the earlier certificate"
