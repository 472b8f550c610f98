"""alipay-sdk-python, unmodified; only the gateway URL and the keys are ours.

The SDK always connects to port 80 (or 443), whatever port the gateway URL names, so the simulator listens there. That
needs root, or a machine that allows it. Without the port the tests fail; without root and outside of CI they are skipped.
"""

import pytest
from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
from alipay.aop.api.DefaultAlipayClient import DefaultAlipayClient
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from support.receiver import Receiver
from support.simulator import Simulator, must_run, privileged_address


@pytest.fixture(scope="session")
def simulator():
    address, why = privileged_address()
    if address is None:
        told = f"alipay-sdk-python talks to port 80 only, and it cannot be had here ({why}); free it, or run this as root"
        if must_run():
            pytest.fail(told)
        pytest.skip(told)
    running = Simulator(address)
    yield running
    running.close()


@pytest.fixture
def shop():
    receiver = Receiver()
    yield receiver
    receiver.close()


def pkcs1(pem):
    """The only key format that this SDK reads."""
    key = load_pem_private_key(pem.encode(), None)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def client(simulator, **changes):
    config = AlipayClientConfig()
    config.server_url = simulator.gateway
    config.app_id = simulator.app_id
    config.app_private_key = pkcs1(simulator.file("app_private_key"))
    config.alipay_public_key = simulator.file("alipay_public_key")
    for name, value in changes.items():
        setattr(config, name, value)
    return DefaultAlipayClient(config)


@pytest.fixture
def sdk(simulator):
    return client(simulator)
