"""The first part: what alipay-sdk-python sends and signs. Prints the start of the golden file.

The SDK is unmodified except for its clock, which is frozen. Messages of the gateway are signed by the SDK's own
function with the test key for Alipay.
"""

import base64
import html
import json
import re
import sys
import types
from urllib.parse import parse_qsl, quote_plus

import alipay.aop.api.DefaultAlipayClient as client_module
from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
from alipay.aop.api.domain.AlipayTradePagePayModel import AlipayTradePagePayModel
from alipay.aop.api.domain.AlipayTradeRefundModel import AlipayTradeRefundModel
from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest
from alipay.aop.api.request.AlipayTradeRefundRequest import AlipayTradeRefundRequest
from alipay.aop.api.util.SignatureUtils import get_sign_content, sign_with_rsa, sign_with_rsa2, verify_with_rsa

from world import APP_ID, CHINA, GATEWAY, KEYS, NOW, NUMBER, SELLER_ID, TEXTS, Frozen, pkcs1, public

client_module.datetime = types.SimpleNamespace(datetime=Frozen)
SDK = "PyPI alipay-sdk-python 3.7.1411"
SIGN = {"RSA2": sign_with_rsa2, "RSA": sign_with_rsa}


def client(**changes):
    config = AlipayClientConfig()
    config.server_url = GATEWAY
    config.app_id = APP_ID
    config.app_private_key = pkcs1("app_private_key")
    config.alipay_public_key = public("alipay_private_key")
    for name, value in changes.items():
        setattr(config, name, value)
    return client_module.DefaultAlipayClient(config)


def pay(text):
    model = AlipayTradePagePayModel()
    model.out_trade_no = NUMBER
    model.total_amount = "88.80"
    model.subject = text
    model.product_code = "FAST_INSTANT_TRADE_PAY"
    request = AlipayTradePagePayRequest(biz_model=model)
    request.notify_url = "https://shop.example/alipay/notify?tenant=1&x=%20"
    request.return_url = "https://shop.example/alipay/return?from=alipay"
    return request


def entry(name, http_method, query, body, charset="utf-8", content_type=None, sdk=SDK):
    """One request, with its parameters decoded from what is sent."""
    pairs = [
        pair
        for part in (query, body or "")
        if part
        for pair in parse_qsl(part, keep_blank_values=True, strict_parsing=True, encoding=charset, errors="strict")
    ]
    params = dict(pairs)
    assert all(params[name] == value for name, value in pairs), "a parameter must not be sent with two values"
    signed = {name: value for name, value in params.items() if name != "sign" and value}
    return {
        "id": name,
        "made_by": sdk,
        "http_method": http_method,
        "query": query,
        "body": body,
        "content_type": content_type,
        "charset": charset,
        "sign_type": params["sign_type"],
        "params": params,
        "string_to_sign": get_sign_content(signed),
    }


def unescaped(value):
    """Browsers do not decode `&notify_url=` in an attribute; `html.unescape` does."""
    return re.sub(r"&(?:#\w+|\w+);", lambda found: html.unescape(found[0]), value)


def form_of(page):
    """Action and fields of the SDK's form, as a browser reads and posts them."""
    action = unescaped(re.search(r'action="([^"]*)"', page)[1])
    fields = [
        (name, unescaped(value)) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    ]
    return action.split("?", 1)[1], fields


def encoded(fields, charset):
    return "&".join(f"{name}={quote_plus(value, encoding=charset)}" for name, value in fields)


def requests():
    form = "application/x-www-form-urlencoded"
    for name, text in TEXTS.items():
        url = client().page_execute(pay(text), http_method="GET")
        yield entry(f"official-get-{name}", "GET", url.split("?", 1)[1], None)
    for name in ("chinese", "quotes", "percent", "plus", "emoji", "controls"):
        query, fields = form_of(client().page_execute(pay(TEXTS[name])))
        yield entry(f"official-form-{name}", "POST", query, encoded(fields, "utf-8"), content_type=form)
    for name in ("chinese", "quotes", "percent", "plus"):
        url = client(charset="gbk").page_execute(pay(TEXTS[name]), http_method="GET")
        yield entry(f"official-get-gbk-{name}", "GET", url.split("?", 1)[1], None, "gbk")
    query = client(sign_type="RSA").page_execute(pay(TEXTS["chinese"]), http_method="GET").split("?", 1)[1]
    yield entry("official-get-rsa", "GET", query, None)

    model = AlipayTradeRefundModel()
    model.out_trade_no = NUMBER
    model.out_request_no = NUMBER + "R01"
    model.refund_amount = "8.80"
    model.refund_reason = TEXTS["percent"] + TEXTS["plus"]
    refund = AlipayTradeRefundRequest(biz_model=model)
    everything = client().sdk_execute(refund)
    yield entry("official-sdk-string", "GET", everything, None)
    # The same request in the format of other SDKs; the signature does not depend on the format.
    yield entry(
        "shape-of-smartwalle", "POST", "", everything, content_type=f"{form};charset=utf-8", sdk=f"{SDK}, sent as Go's do"
    )
    yield entry(
        "shape-of-gopay", "POST", "charset=utf-8", everything, content_type=form, sdk=f"{SDK}, sent as Go's and PHP's do"
    )


def signed(fields, charset="utf-8", sign_type="RSA2", key="alipay_private_key", keep_empty=False, leave_out=()):
    """A message as the gateway posts it."""
    covered = {n: v for n, v in fields.items() if (v or keep_empty) and n not in leave_out}
    sign = SIGN[sign_type](pkcs1(key), get_sign_content(covered), charset)
    return {**fields, "sign_type": sign_type, "sign": sign}


def payment(**more):
    return {
        "gmt_create": "2024-02-29 23:58:00",
        "charset": "utf-8",
        "gmt_payment": "2024-02-29 23:59:30",
        "notify_time": "2024-02-29 23:59:31",
        "subject": TEXTS["chinese"],
        "buyer_id": "2088000000000001",
        "buyer_logon_id": "abc***@example.com",
        "invoice_amount": "88.80",
        "version": "1.0",
        "notify_id": "2024022901222235931000000000000001",
        "fund_bill_list": '[{"amount":"88.80","fundChannel":"ALIPAYACCOUNT"}]',
        "notify_type": "trade_status_sync",
        "out_trade_no": NUMBER,
        "total_amount": "88.80",
        "trade_status": "TRADE_SUCCESS",
        "trade_no": "2024022922001400000000000001",
        "auth_app_id": APP_ID,
        "receipt_amount": "88.80",
        "point_amount": "0.00",
        "buyer_pay_amount": "88.80",
        "app_id": APP_ID,
        "seller_id": SELLER_ID,
        **more,
    }


def notices():
    def one(name, kind, fields, charset="utf-8", **how):
        fields = signed(fields, charset, **how)
        return {"id": name, "kind": kind, "charset": charset, "fields": fields, "body": encoded(fields.items(), charset)}

    refund = {
        "refund_fee": "8.80",
        "gmt_refund": "2024-03-01 00:00:01.123",
        "out_biz_no": NUMBER + "R01",
        "notify_id": "2024030100222000001000000000000002",
    }
    yield one("payment", "payment", payment())
    for name, text in TEXTS.items():
        yield one(f"payment-{name}", "payment", payment(subject=text, body=text))
    yield one("payment-passback", "payment", payment(passback_params="uid%3D7%26note%3D%E4%BD%A0%2B%25"))
    voucher = '[{"amount":"1.00","name":"满减 \\"5%\\" & 更多","type":"ALIPAY_FIX_VOUCHER"}]'
    funds = '[{"amount":"80.00","fundChannel":"PCREDIT"},{"amount":"8.80","fundChannel":"COUPON"}]'
    yield one("payment-vouchers", "payment", payment(voucher_detail_list=voucher, fund_bill_list=funds))
    yield one("payment-unknown-fields", "payment", payment(zz_new="1", a_new="=&+", Upper_case="x"))
    yield one("payment-empty-left-out", "payment", payment(body="", passback_params=""))
    yield one("payment-empty-kept", "payment", payment(body="", passback_params=""), keep_empty=True)
    yield one("payment-open-id", "payment", {k: v for k, v in payment(buyer_open_id="07x").items() if k != "buyer_id"})
    for name in ("chinese", "quotes", "percent", "plus"):
        fields = payment(subject=TEXTS[name], charset="gbk")
        yield one(f"payment-gbk-{name}", "payment", fields, "gbk")
    yield one("refund-partial", "refund", payment(**refund))
    yield one("refund-full", "refund", payment(**{**refund, "refund_fee": "88.80", "trade_status": "TRADE_CLOSED"}))
    yield one("closed-unpaid", "closed", payment(trade_status="TRADE_CLOSED", gmt_close="2024-02-29 23:59:40"))
    yield one("finished", "finished", payment(trade_status="TRADE_FINISHED"))
    yield one("waiting", "waiting", payment(trade_status="WAIT_BUYER_PAY"))

    yield one("forged-app-key", "forged", payment(), key="app_private_key")
    # One SDK takes the signature type from the message.
    yield one("forged-sha1", "forged", payment(), sign_type="RSA")
    bad = one("forged-amount", "forged", payment())
    bad["fields"]["total_amount"] = "0.01"
    yield {**bad, "body": encoded(bad["fields"].items(), "utf-8")}
    twice = one("forged-decoded-twice", "forged", payment(passback_params="a%3D1"))
    twice["fields"]["passback_params"] = "a=1"
    yield {**twice, "body": encoded(twice["fields"].items(), "utf-8")}
    spaced = one("forged-plus-lost", "forged", payment())
    spaced["fields"]["sign"] = spaced["fields"]["sign"].replace("+", " ")
    assert " " in spaced["fields"]["sign"]
    yield {**spaced, "body": encoded(spaced["fields"].items(), "utf-8")}


def returns():
    fields = {
        "charset": "utf-8",
        "out_trade_no": NUMBER,
        "method": "alipay.trade.page.pay.return",
        "total_amount": "88.80",
        "trade_no": "2024022922001400000000000001",
        "auth_app_id": APP_ID,
        "version": "1.0",
        "app_id": APP_ID,
        "seller_id": SELLER_ID,
        "timestamp": "2024-02-29 23:59:40",
    }
    whole = signed(fields)
    yield {"id": "return", "genuine": True, "fields": whole, "query": encoded(whole.items(), "utf-8")}
    own = "from=alipay&_url=%2Fback&"
    yield {"id": "return-own-params", "genuine": True, "fields": whole, "query": own + encoded(whole.items(), "utf-8")}
    forged = {**whole, "total_amount": "0.01"}
    yield {"id": "return-forged", "genuine": False, "fields": forged, "query": encoded(forged.items(), "utf-8")}


def answers():
    def escaped(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")

    def one(name, method, payload, outcome, sdks, cert_sn=None, sign_first=False, key="alipay_private_key", tail=""):
        member = method.replace(".", "_") + "_response"
        sign = sign_with_rsa2(pkcs1(key), payload, "utf-8")
        inner = f'"{member}":{payload}'
        if cert_sn:
            inner += f',"alipay_cert_sn":"{cert_sn}"'
        body = f'{{"sign":"{sign}",{inner}}}' if sign_first else f'{{{inner},"sign":"{sign}"}}'
        return {
            "id": name,
            "method": method,
            "body": body + tail,
            "signed": payload,
            "sign": sign,
            "outcome": outcome,
            "verified_by": sdks,
        }

    every = ["node", "official", "community"]
    query = "alipay.trade.query"
    trade = {"code": "10000", "msg": "Success", "out_trade_no": NUMBER, "trade_no": "2024022922001400000000000001"}
    ok = {**trade, "total_amount": "88.80", "trade_status": "TRADE_SUCCESS"}
    for name, text in TEXTS.items():
        # One SDK counts braces inside of quotes too.
        sdks = [sdk for sdk in every if not (name == "json" and sdk == "community")]
        yield one(f"query-{name}", query, escaped({**ok, "subject": text, "url": "https://x.example/a/b"}), "ok", sdks)
    listed = {**ok, "fund_bill_list": [{"amount": "88.80", "fund_channel": "ALIPAYACCOUNT"}], "extra": {"deep": [1, None]}}
    yield one("query-nested", query, escaped(listed), "ok", every)
    yield one("query-cert-sn", query, escaped(ok), "ok", ["node", "community"], cert_sn="9439546642b9d8ae2a0b13b12993326b")
    yield one("query-sign-first", query, escaped(ok), "ok", ["community"], sign_first=True)
    refused = {"code": "40004", "msg": "Business Failed", "sub_code": "ACQ.TRADE_NOT_EXIST", "sub_msg": "交易不存在"}
    yield one("query-refused", query, escaped(refused), "refused", every)
    odd = {**refused, "sub_code": "ACQ.NEVER_HEARD_OF"}
    yield one("refund-odd-refusal", "alipay.trade.refund", escaped(odd), "unknown", every)
    unavailable = {"code": "20000", "msg": "Service Currently Unavailable", "sub_code": "isp.unknow-error"}
    yield one("refund-unavailable", "alipay.trade.refund", escaped(unavailable), "unknown", every)
    moved = {**trade, "fund_change": "Y", "refund_fee": "8.80"}
    yield one("refund", "alipay.trade.refund", escaped(moved), "ok", every)
    yield one("forged", query, escaped(ok), "unknown", [], key="app_private_key")
    cut = one("truncated", query, escaped(ok), "unknown", [])
    yield {**cut, "body": cut["body"][:-9]}
    yield one("trailing", query, escaped(ok), "unknown", ["official"], tail="x")


def is_verified(answer):
    """Whether the SDK's client accepts this response; without the network."""
    try:
        client()._DefaultAlipayClient__parse_response(answer["body"].encode())
        return True
    except Exception:
        return False


def is_genuine(notice):
    fields = dict(notice["fields"])
    sign, sign_type = fields.pop("sign"), fields.pop("sign_type")
    text = get_sign_content({name: value for name, value in fields.items() if value})
    if sign_type != "RSA2":
        return False
    try:
        return verify_with_rsa(public("alipay_private_key"), text.encode(notice["charset"]), sign)
    except Exception:
        return False


golden = {
    "about": "Made by end2end/interop/golden/make with unmodified SDKs; do not edit. TEST KEYS: they protect nothing.",
    "now_ms": int(NOW.replace(tzinfo=CHINA).timestamp()) * 1000,
    "app_id": APP_ID,
    "seller_id": SELLER_ID,
    "gateway": GATEWAY,
    "keys": {
        "app_private_pkcs8": KEYS["app_private_key"],
        "app_private_pkcs1": pkcs1("app_private_key"),
        "app_private_bare": "".join(KEYS["app_private_key"].split("\n")[1:-2]),
        "app_public": public("app_private_key"),
        "alipay_public": public("alipay_private_key"),
        "alipay_public_bare": "".join(public("alipay_private_key").split("\n")[1:-2]),
        "content_key": KEYS["content_key"],
    },
    "requests": list(requests()),
    "notices": list(notices()),
    "returns": list(returns()),
    "answers": list(answers()),
}
for notice in golden["notices"]:
    notice["verified_by"] = ["official"] if is_genuine(notice) else []
for answer in golden["answers"]:
    assert is_verified(answer) == ("official" in answer["verified_by"]), answer["id"]
assert len(base64.b64decode(KEYS["content_key"])) == 16
json.dump(golden, sys.stdout, ensure_ascii=False)
