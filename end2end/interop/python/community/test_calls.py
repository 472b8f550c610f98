"""python-alipay-sdk pays, queries, refunds and closes; it checks the signature of every response."""

import io
import zipfile
from datetime import datetime, timedelta, timezone

import pytest
from alipay.exceptions import AliPayException, AliPayValidationError
from conftest import by_key
from Cryptodome.PublicKey import RSA

from support.form import forms
from support.number import new_number
from support.simulator import downloaded, opened

SUBJECT = '测试商品 A+B 100% "特价" 🍵'


def ordered(simulator, sdk, total="88.80", **more):
    """Opens the cashier as a browser does, so that the order can be paid."""
    number = new_number()
    query = sdk.api_alipay_trade_page_pay(subject=SUBJECT, out_trade_no=number, total_amount=total, **more)
    url, status, page = opened(f"{simulator.gateway}?{query}")
    assert (status, "/cashier/" in url) == (200, True), page
    assert "扫码登录" in page
    return number


def paid(simulator, sdk, total="88.80", **more):
    number = ordered(simulator, sdk, total, **more)
    simulator.pay(number)
    return number


def test_a_trade_is_born_at_login_and_paid_after_it(simulator, sdk):
    number = ordered(simulator, sdk)
    unborn = sdk.api_alipay_trade_query(out_trade_no=number)
    assert (unborn["code"], unborn["sub_code"]) == ("40004", "ACQ.TRADE_NOT_EXIST")
    simulator.login(number)
    assert sdk.api_alipay_trade_query(out_trade_no=number)["trade_status"] == "WAIT_BUYER_PAY"
    simulator.pay(number)
    found = sdk.api_alipay_trade_query(out_trade_no=number)
    assert (found["code"], found["trade_status"], found["total_amount"]) == ("10000", "TRADE_SUCCESS", "88.80")
    same = sdk.api_alipay_trade_query(trade_no=found["trade_no"])
    assert same["out_trade_no"] == number
    assert simulator.trade(number)["subject"] == SUBJECT


def test_two_refunds_in_part_their_repeat_and_the_rest(simulator, sdk):
    number = paid(simulator, sdk)
    first, second, rest = (f"{number}R0{n}" for n in (1, 2, 3))

    def refund(request, amount, **more):
        return sdk.api_alipay_trade_refund(refund_amount=amount, out_trade_no=number, out_request_no=request, **more)

    one = refund(first, "8.80", refund_reason="不想要了 100%")
    assert (one["code"], one["fund_change"], one["refund_fee"]) == ("10000", "Y", "8.80")
    two = refund(second, "30.00")
    assert (two["fund_change"], two["refund_fee"]) == ("Y", "38.80")
    again = refund(first, "8.80", refund_reason="不想要了 100%")
    assert (again["code"], again["fund_change"], again["refund_fee"]) == ("10000", "N", "38.80")
    assert refund(first, "8.81")["sub_code"] == "ACQ.DISCORDANT_REPEAT_REQUEST"
    assert refund(new_number(), "50.01")["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"
    numberless = sdk.api_alipay_trade_refund(refund_amount="1.00", out_trade_no=number)
    assert numberless["sub_code"] == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"

    for request, amount in ((first, "8.80"), (second, "30.00")):
        found = sdk.api_alipay_trade_fastpay_refund_query(request, out_trade_no=number)
        assert (found["refund_status"], found["refund_amount"]) == ("REFUND_SUCCESS", amount)
        assert (found["out_request_no"], found["total_amount"]) == (request, "88.80")
    unknown = sdk.api_alipay_trade_fastpay_refund_query(rest, out_trade_no=number)
    assert unknown == {"code": "10000", "msg": "Success"}

    assert refund(rest, "50.00")["fund_change"] == "Y"
    assert sdk.api_alipay_trade_query(out_trade_no=number)["trade_status"] == "TRADE_CLOSED"


def test_a_trade_is_closed_while_it_waits_and_only_then(simulator, sdk):
    number = ordered(simulator, sdk)
    assert sdk.api_alipay_trade_close(out_trade_no=number)["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    simulator.login(number)
    assert sdk.api_alipay_trade_close(out_trade_no=number)["out_trade_no"] == number
    assert sdk.api_alipay_trade_query(out_trade_no=number)["trade_status"] == "TRADE_CLOSED"
    refused = sdk.api_alipay_trade_close(out_trade_no=paid(simulator, sdk))
    assert (refused["code"], refused["sub_code"]) == ("40004", "ACQ.TRADE_STATUS_ERROR")


def test_cancelling_closes_or_pays_back(simulator, sdk):
    number = ordered(simulator, sdk)
    simulator.login(number)
    closed = sdk.api_alipay_trade_cancel(out_trade_no=number)
    assert (closed["code"], closed["action"], closed["retry_flag"]) == ("10000", "close", "N")
    number = paid(simulator, sdk)
    back = sdk.api_alipay_trade_cancel(out_trade_no=number)
    assert (back["code"], back["action"]) == ("10000", "refund")
    assert simulator.trade(number)["refunded_amount"] == "88.80"


@pytest.mark.parametrize("code", [{"product_code": "QUICK_WAP_WAY"}, {}], ids=["its name", "the SDK's name for it"])
def test_a_phone_pays(simulator, sdk, code):
    number = new_number()
    query = sdk.api_alipay_trade_wap_pay(
        subject=SUBJECT, out_trade_no=number, total_amount="0.01", quit_url="http://shop.example/cart", **code
    )
    _, status, page = opened(f"{simulator.gateway}?{query}")
    assert (status, "扫码登录" in page) == (200, True), page
    simulator.pay(number)
    assert sdk.api_alipay_trade_query(out_trade_no=number)["total_amount"] == "0.01"


def test_a_code_to_scan(simulator, sdk):
    number = new_number()
    made = sdk.api_alipay_trade_precreate(subject=SUBJECT, out_trade_no=number, total_amount="12.50")
    assert (made["code"], made["out_trade_no"]) == ("10000", number)
    _, status, page = opened(made["qr_code"])
    assert status == 200
    assert "扫码登录" in page
    simulator.pay(number)
    assert sdk.api_alipay_trade_query(out_trade_no=number)["trade_status"] == "TRADE_SUCCESS"


def test_the_buyer_comes_back_with_a_signature(simulator, sdk, shop):
    number = new_number()
    query = sdk.api_alipay_trade_page_pay(
        subject=SUBJECT,
        out_trade_no=number,
        total_amount="88.80",
        return_url=shop.return_url,
        notify_url=shop.url,
    )
    url, _, page = opened(f"{simulator.gateway}?{query}")
    origin = simulator.url
    buttons = [(form["action"], text, name, value) for form in forms(page) for text, name, value in form["buttons"]]
    action, _, name, value = next(one for one in buttons if one[1] == "一键付款")
    assert url.startswith(origin)
    opened(origin + action, {name: value} if name else {"": ""})
    fields = shop.returned()
    assert (fields["out_trade_no"], fields["method"]) == (number, "alipay.trade.page.pay.return")
    sign = fields.pop("sign")
    assert sdk.verify(dict(fields), sign)
    assert not sdk.verify({**fields, "total_amount": "0.01"}, sign)


def test_the_bill_of_a_day(simulator, sdk):
    number = paid(simulator, sdk)
    sdk.api_alipay_trade_refund(refund_amount="8.80", out_trade_no=number, out_request_no=f"{number}R01")
    china = timezone(timedelta(hours=8))
    now = simulator.control("GET", "/clock")["now_ms"]
    day = datetime.fromtimestamp(now / 1000, china)
    method = "alipay.data.dataservice.bill.downloadurl.query"
    today = sdk.server_api(method, {"bill_type": "trade", "bill_date": f"{day:%Y-%m-%d}"})
    assert today["code"] == "40004", "a day that is not over has no bill"
    simulator.control("PUT", "/clock", {"advance_s": 86_400})
    for kind in ("trade", "signcustomer"):
        told = sdk.server_api(method, {"bill_type": kind, "bill_date": f"{day:%Y-%m-%d}"})
        assert told["code"] == "10000", told
        with zipfile.ZipFile(io.BytesIO(downloaded(told["bill_download_url"]))) as archive:
            names = [info.filename.encode("cp437").decode("gbk") for info in archive.infolist()]
            texts = [archive.read(info).decode("gb18030") for info in archive.infolist()]
        assert len(names) == 2
        assert any("汇总" in name for name in names)
        details = texts[[("汇总" in name) for name in names].index(False)]
        lines = [line for line in details.splitlines() if number in line]
        assert len(lines) == 2, "a payment and a refund"
        assert any("88.80" in line for line in lines)
        assert any("8.80" in line and f"{number}R01" in line for line in lines) or kind == "signcustomer"


def test_what_the_gateway_refuses(simulator):
    sdk = by_key(simulator)
    stranger = by_key(simulator, app_private_key_string=RSA.generate(2048).export_key().decode())
    refused = stranger.api_alipay_trade_query(out_trade_no=new_number())
    assert (refused["code"], refused["sub_code"]) == ("40002", "isv.invalid-signature")
    assert "&amp;charset=utf-8&amp;method=alipay.trade.query" in refused["sub_msg"]

    unknown = sdk.server_api("alipay.trade.nonsense", {})
    assert (unknown["code"], unknown["sub_code"]) == ("40002", "isv.invalid-method")

    nobody = by_key(simulator, appid="2021000000000000")
    with pytest.raises(AliPayException) as error:
        nobody.api_alipay_trade_query(out_trade_no=new_number())
    assert "code:40002" in str(error.value), "a response without a signature"
    assert "isv.invalid-app-id" in str(error.value)


def test_a_spoiled_answer_is_told(simulator, sdk):
    simulator.control("PUT", "/faults", [{"method": "alipay.trade.query", "fault": "bad-sign", "times": 1}])
    with pytest.raises(AliPayValidationError):
        sdk.api_alipay_trade_query(out_trade_no=new_number())
    assert sdk.api_alipay_trade_query(out_trade_no=new_number())["code"] == "40004"
