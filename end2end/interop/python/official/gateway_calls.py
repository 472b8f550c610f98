"""Calls as a merchant writes them with alipay-sdk-python: a model, a request, the response as JSON text."""

import json

from alipay.aop.api.domain.AlipayDataDataserviceBillDownloadurlQueryModel import (
    AlipayDataDataserviceBillDownloadurlQueryModel,
)
from alipay.aop.api.domain.AlipayTradeCancelModel import AlipayTradeCancelModel
from alipay.aop.api.domain.AlipayTradeCloseModel import AlipayTradeCloseModel
from alipay.aop.api.domain.AlipayTradeFastpayRefundQueryModel import AlipayTradeFastpayRefundQueryModel
from alipay.aop.api.domain.AlipayTradePagePayModel import AlipayTradePagePayModel
from alipay.aop.api.domain.AlipayTradePrecreateModel import AlipayTradePrecreateModel
from alipay.aop.api.domain.AlipayTradeQueryModel import AlipayTradeQueryModel
from alipay.aop.api.domain.AlipayTradeRefundModel import AlipayTradeRefundModel
from alipay.aop.api.domain.AlipayTradeWapPayModel import AlipayTradeWapPayModel
from alipay.aop.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest import (
    AlipayDataDataserviceBillDownloadurlQueryRequest,
)
from alipay.aop.api.request.AlipayTradeCancelRequest import AlipayTradeCancelRequest
from alipay.aop.api.request.AlipayTradeCloseRequest import AlipayTradeCloseRequest
from alipay.aop.api.request.AlipayTradeFastpayRefundQueryRequest import AlipayTradeFastpayRefundQueryRequest
from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest
from alipay.aop.api.request.AlipayTradePrecreateRequest import AlipayTradePrecreateRequest
from alipay.aop.api.request.AlipayTradeQueryRequest import AlipayTradeQueryRequest
from alipay.aop.api.request.AlipayTradeRefundRequest import AlipayTradeRefundRequest
from alipay.aop.api.request.AlipayTradeWapPayRequest import AlipayTradeWapPayRequest

KINDS = {
    "page pay": (AlipayTradePagePayRequest, AlipayTradePagePayModel),
    "wap pay": (AlipayTradeWapPayRequest, AlipayTradeWapPayModel),
    "precreate": (AlipayTradePrecreateRequest, AlipayTradePrecreateModel),
    "query": (AlipayTradeQueryRequest, AlipayTradeQueryModel),
    "refund": (AlipayTradeRefundRequest, AlipayTradeRefundModel),
    "refund query": (AlipayTradeFastpayRefundQueryRequest, AlipayTradeFastpayRefundQueryModel),
    "close": (AlipayTradeCloseRequest, AlipayTradeCloseModel),
    "cancel": (AlipayTradeCancelRequest, AlipayTradeCancelModel),
    "bill": (AlipayDataDataserviceBillDownloadurlQueryRequest, AlipayDataDataserviceBillDownloadurlQueryModel),
}


def request(kind, notify_url=None, return_url=None, **biz):
    """A request of this class with these members."""
    of_kind, of_model = KINDS[kind]
    model = of_model()
    for name, value in biz.items():
        setattr(model, name, value)
    made = of_kind(biz_model=model)
    if notify_url:
        made.notify_url = notify_url
    if return_url:
        made.return_url = return_url
    return made


def call(sdk, kind, **biz):
    """Sends a request; the SDK checks the signature of the response."""
    return json.loads(sdk.execute(request(kind, **biz)))
