"""The requests of our own crate, verified by functions of alipay-sdk-python."""

import pytest
from alipay.aop.api.util.SignatureUtils import get_sign_content, sign_with_rsa2, verify_with_rsa
from conftest import pkcs1
from rsa import VerificationError

from support.our_requests import our_requests


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_the_sdk_verifies_and_signs_the_same(simulator, charset):
    key = pkcs1(simulator.file("app_private_key"))
    for method, request in our_requests(simulator, charset).items():
        fields = dict(request.params)
        sign = fields.pop("sign")
        text = get_sign_content(fields)
        assert verify_with_rsa(simulator.file("app_public_key"), text.encode(charset), sign), method
        assert sign_with_rsa2(key, text, charset) == sign, method
        with pytest.raises(VerificationError):
            verify_with_rsa(simulator.file("app_public_key"), text.encode(charset) + b" ", sign)
