"""python-alipay-sdk, unmodified; only the gateway URL and the keys are ours.

It sends every call as GET with all parameters in the query. It has no setting for the gateway URL, so its attribute
is assigned.
"""

import pytest
from alipay import AliPay, DCAliPay

from support.receiver import Receiver
from support.simulator import Simulator


@pytest.fixture(scope="module")
def simulator():
    running = Simulator()
    yield running
    running.close()


@pytest.fixture
def shop():
    receiver = Receiver()
    yield receiver
    receiver.close()


def by_key(simulator, **changes):
    settings = {
        "appid": simulator.app_id,
        "app_private_key_string": simulator.file("app_private_key"),
        "alipay_public_key_string": simulator.file("alipay_public_key"),
    }
    sdk = AliPay(**{**settings, **changes})
    sdk._gateway = simulator.gateway
    return sdk


def by_certificate(simulator, **changes):
    settings = {
        "appid": simulator.app_id,
        "app_private_key_string": simulator.file("app_private_key"),
        "app_public_key_cert_string": simulator.file("app_cert"),
        "alipay_public_key_cert_string": simulator.file("alipay_cert"),
        "alipay_root_cert_string": simulator.file("alipay_root_cert"),
    }
    sdk = DCAliPay(**{**settings, **changes})
    sdk._gateway = simulator.gateway
    return sdk


MODES = {"key": by_key, "certificate": by_certificate}


@pytest.fixture(params=MODES)
def sdk(request, simulator):
    """The SDK in key mode, then in certificate mode."""
    return MODES[request.param](simulator)
