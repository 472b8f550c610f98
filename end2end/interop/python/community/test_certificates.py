"""Certificate mode: the simulator issues the files, python-alipay-sdk computes certificate numbers and checks responses."""

import base64
import json

import pytest
from alipay.exceptions import AliPayValidationError
from conftest import by_certificate
from test_calls import paid

from support.number import new_number
from support.simulator import opened


def test_both_sides_compute_the_same_numbers(simulator):
    sdk = by_certificate(simulator)
    told = simulator.control("GET", "/certificate")
    assert sdk.app_cert_sn == told["app_cert_sn"]
    assert sdk.alipay_root_cert_sn == told["alipay_root_cert_sn"]
    assert len(sdk.alipay_root_cert_sn.split("_")) == 2, "only the two of the four roots that use RSA"
    assert sdk.get_cert_sn(simulator.file("alipay_cert")) == told["alipay_cert_sn"]


def test_an_answer_names_the_certificate_it_was_signed_with(simulator):
    sdk = by_certificate(simulator)
    query = sdk.client_api("alipay.trade.query", {"out_trade_no": new_number()})
    _, _, body = opened(f"{simulator.gateway}?{query}")
    assert json.loads(body)["alipay_cert_sn"] == simulator.control("GET", "/certificate")["alipay_cert_sn"]


def test_certificates_that_are_not_ours_are_refused(simulator):
    sdk = by_certificate(simulator, app_public_key_cert_string=simulator.file("alipay_cert"))
    refused = sdk.api_alipay_trade_query(out_trade_no=new_number())
    assert (refused["code"], refused["sub_code"]) == ("40002", "isv.app-cert-not-exist")


def test_key_mode_is_refused_where_certificates_are_required(simulator):
    simulator.control("PUT", "/settings", {"certificates": "required"})
    try:
        sdk = by_certificate(simulator)
        assert sdk.api_alipay_trade_query(out_trade_no=paid(simulator, sdk))["code"] == "10000"
    finally:
        simulator.control("PUT", "/settings", {})


def test_a_changed_certificate_is_fetched_and_used(simulator):
    earlier = by_certificate(simulator)
    sn = simulator.control("POST", "/certificate")["alipay_cert_sn"]
    with pytest.raises(AliPayValidationError):
        earlier.api_alipay_trade_query(out_trade_no=new_number())
    _, _, body = opened(f"{simulator.gateway}?{earlier.api_alipay_open_app_alipaycert_download(sn)}")
    content = json.loads(body)["alipay_open_app_alipaycert_download_response"]["alipay_cert_content"]
    fetched = base64.b64decode(content).decode()
    assert earlier.get_cert_sn(fetched) == sn
    renewed = by_certificate(simulator, alipay_public_key_cert_string=fetched)
    assert renewed.api_alipay_trade_query(out_trade_no=new_number())["sub_code"] == "ACQ.TRADE_NOT_EXIST"
