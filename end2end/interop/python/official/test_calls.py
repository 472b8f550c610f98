"""alipay-sdk-python pays, queries, refunds and closes; it checks the signature of every response."""

import io
import zipfile
from datetime import datetime, timedelta, timezone

import pytest
from alipay.aop.api.exception.Exception import ResponseException
from conftest import client
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from gateway_calls import call, request

from support.form import forms
from support.number import new_number
from support.simulator import downloaded, opened

SUBJECT = '测试商品 A+B 100% "特价" 🍵'


def pay_request(number, total="88.80", **more):
    return request(
        "page pay",
        out_trade_no=number,
        total_amount=total,
        subject=SUBJECT,
        product_code="FAST_INSTANT_TRADE_PAY",
        qr_pay_mode="2",
        **more,
    )


def ordered(sdk, total="88.80", **more):
    number = new_number()
    url, status, page = opened(sdk.page_execute(pay_request(number, total, **more), http_method="GET"))
    assert (status, "/cashier/" in url) == (200, True), page
    assert "扫码登录" in page
    return number


def paid(simulator, sdk, total="88.80", **more):
    number = ordered(sdk, total, **more)
    simulator.pay(number)
    return number


def test_a_trade_is_born_at_login_and_paid_after_it(simulator, sdk):
    number = ordered(sdk)
    unborn = call(sdk, "query", out_trade_no=number)
    assert (unborn["code"], unborn["sub_code"]) == ("40004", "ACQ.TRADE_NOT_EXIST")
    simulator.login(number)
    assert call(sdk, "query", out_trade_no=number)["trade_status"] == "WAIT_BUYER_PAY"
    simulator.pay(number)
    found = call(sdk, "query", out_trade_no=number)
    assert (found["code"], found["trade_status"], found["total_amount"]) == ("10000", "TRADE_SUCCESS", "88.80")
    assert call(sdk, "query", trade_no=found["trade_no"])["out_trade_no"] == number


def test_the_form_opens_the_same_cashier(simulator, sdk, shop):
    number = new_number()
    pay = {"notify_url": shop.url, "return_url": shop.return_url}
    by_link, _, _ = opened(sdk.page_execute(pay_request(number, **pay), http_method="GET"))
    (form,) = forms(sdk.page_execute(pay_request(number, **pay)))
    by_form, status, page = opened(form["action"], form["fields"])
    assert status == 200, page
    assert by_form == by_link
    assert simulator.trade(number)["subject"] == SUBJECT


def test_two_refunds_in_part_their_repeat_and_the_rest(simulator, sdk):
    number = paid(simulator, sdk)
    first, second, rest = (f"{number}R0{n}" for n in (1, 2, 3))

    def refund(request_no, amount):
        return call(sdk, "refund", out_trade_no=number, out_request_no=request_no, refund_amount=amount)

    one = refund(first, "8.80")
    assert (one["code"], one["fund_change"], one["refund_fee"]) == ("10000", "Y", "8.80")
    two = refund(second, "30.00")
    assert (two["fund_change"], two["refund_fee"]) == ("Y", "38.80")
    again = refund(first, "8.80")
    assert (again["code"], again["fund_change"], again["refund_fee"]) == ("10000", "N", "38.80")
    assert refund(first, "8.81")["sub_code"] == "ACQ.DISCORDANT_REPEAT_REQUEST"
    assert refund(new_number(), "50.01")["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"

    for request_no, amount in ((first, "8.80"), (second, "30.00")):
        found = call(sdk, "refund query", out_trade_no=number, out_request_no=request_no)
        assert (found["refund_status"], found["refund_amount"]) == ("REFUND_SUCCESS", amount)
    unknown = call(sdk, "refund query", out_trade_no=number, out_request_no=rest)
    assert unknown == {"code": "10000", "msg": "Success"}

    assert refund(rest, "50.00")["fund_change"] == "Y"
    assert call(sdk, "query", out_trade_no=number)["trade_status"] == "TRADE_CLOSED"


def test_closing_and_cancelling(simulator, sdk):
    number = ordered(sdk)
    assert call(sdk, "close", out_trade_no=number)["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    simulator.login(number)
    assert call(sdk, "close", out_trade_no=number)["out_trade_no"] == number
    number = paid(simulator, sdk)
    assert call(sdk, "close", out_trade_no=number)["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert call(sdk, "cancel", out_trade_no=number)["action"] == "refund"


def test_a_phone_and_a_code_to_scan(simulator, sdk):
    number = new_number()
    phone = request(
        "wap pay",
        out_trade_no=number,
        total_amount="0.01",
        subject=SUBJECT,
        product_code="QUICK_WAP_WAY",
        quit_url="http://shop.example/cart",
    )
    _, status, page = opened(sdk.page_execute(phone, http_method="GET"))
    assert (status, "扫码登录" in page) == (200, True), page
    simulator.pay(number)
    assert call(sdk, "query", out_trade_no=number)["trade_status"] == "TRADE_SUCCESS"

    number = new_number()
    made = call(sdk, "precreate", out_trade_no=number, total_amount="12.50", subject=SUBJECT)
    _, status, page = opened(made["qr_code"])
    assert (status, "扫码登录" in page) == (200, True), page


def test_gbk_is_spoken_both_ways(simulator):
    sdk = client(simulator, charset="gbk")
    number = new_number()
    asked = request(
        "page pay",
        out_trade_no=number,
        total_amount="1.00",
        subject="测试商品 100%",
        product_code="FAST_INSTANT_TRADE_PAY",
    )
    _, status, page = opened(sdk.page_execute(asked, http_method="GET"))
    assert status == 200, page
    simulator.pay(number)
    assert call(sdk, "query", out_trade_no=number)["trade_status"] == "TRADE_SUCCESS"
    assert simulator.trade(number)["subject"] == "测试商品 100%"


def test_what_the_gateway_refuses(simulator):
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    refused = call(client(simulator, app_private_key=pem), "query", out_trade_no=new_number())
    assert (refused["code"], refused["sub_code"]) == ("40002", "isv.invalid-signature")
    assert "&amp;charset=utf-8&amp;format=json&amp;method=alipay.trade.query" in refused["sub_msg"]
    with pytest.raises(ResponseException, match="isv.invalid-app-id"):
        call(client(simulator, app_id="2021000000000000"), "query", out_trade_no=new_number())


def test_a_spoiled_answer_is_told(simulator, sdk):
    simulator.control("PUT", "/faults", [{"method": "alipay.trade.query", "fault": "bad-sign", "times": 1}])
    with pytest.raises(ResponseException, match="sign verify failed"):
        call(sdk, "query", out_trade_no=new_number())
    assert call(sdk, "query", out_trade_no=new_number())["code"] == "40004"


def test_the_bill_of_a_day(simulator, sdk):
    number = paid(simulator, sdk)
    call(sdk, "refund", out_trade_no=number, out_request_no=f"{number}R01", refund_amount="8.80")
    now = simulator.control("GET", "/clock")["now_ms"]
    day = datetime.fromtimestamp(now / 1000, timezone(timedelta(hours=8)))
    simulator.control("PUT", "/clock", {"advance_s": 86_400})
    told = call(sdk, "bill", bill_type="trade", bill_date=f"{day:%Y-%m-%d}")
    assert told["code"] == "10000", told
    with zipfile.ZipFile(io.BytesIO(downloaded(told["bill_download_url"]))) as archive:
        texts = [archive.read(info).decode("gb18030") for info in archive.infolist()]
    lines = [line for text in texts for line in text.splitlines() if number in line]
    assert len(lines) == 2, "a payment and a refund"
    assert sum(f"{number}R01" in line for line in lines) == 1
