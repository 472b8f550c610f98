// Certificate mode: the simulator issues the files, the official SDK computes the certificate numbers and checks signatures.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { newNumber } from "./lib/place.mjs";
import { receiver } from "./lib/receiver.mjs";
import { call, decoded } from "./lib/sdk.mjs";
import { Simulator } from "./lib/simulator.mjs";

let simulator;
let shop;
let sdk;
before(async () => {
  [simulator, shop] = await Promise.all([Simulator.start(), receiver()]);
  sdk = simulator.byCertificate();
});
after(async () => {
  shop.close();
  await simulator.close();
});

async function paid(by = sdk) {
  const number = newNumber();
  const url = by.pageExecute("alipay.trade.page.pay", "GET", {
    notifyUrl: shop.url,
    bizContent: {
      out_trade_no: number,
      total_amount: "88.80",
      subject: '测试商品 100% "特价"',
      product_code: "FAST_INSTANT_TRADE_PAY",
    },
  });
  assert.match((await new Browser().open(url)).text, /扫码登录/);
  await simulator.control("POST", `/trades/${number}/pay`, {});
  return number;
}

test("both sides compute the same numbers", async () => {
  const told = await simulator.control("GET", "/certificate");
  assert.equal(sdk.config.appCertSn, told.app_cert_sn);
  assert.equal(sdk.config.alipayCertSn, told.alipay_cert_sn);
  assert.equal(sdk.config.alipayRootCertSn, told.alipay_root_cert_sn);
  assert.match(told.alipay_root_cert_sn, /^[0-9a-f]{32}_[0-9a-f]{32}$/, "only the two of the four roots that use RSA");
});

test("pay, notify, refund, ask, close", async () => {
  const number = await paid();
  const fields = decoded((await shop.next()).body);
  assert.equal(fields.out_trade_no, number);
  assert.equal(sdk.checkNotifySignV2(fields), true);
  assert.equal(sdk.checkNotifySignV2({ ...fields, total_amount: "0.01" }), false);

  const request = { out_trade_no: number, out_request_no: `${number}R01` };
  const refunded = await call(sdk, "alipay.trade.refund", { ...request, refund_amount: "8.80" });
  assert.deepEqual([refunded.code, refunded.fundChange], ["10000", "Y"]);
  assert.equal((await call(sdk, "alipay.trade.fastpay.refund.query", request)).refundAmount, "8.80");
  assert.equal((await call(sdk, "alipay.trade.query", { out_trade_no: number })).tradeStatus, "TRADE_SUCCESS");
  assert.equal((await call(sdk, "alipay.trade.close", { out_trade_no: number })).subCode, "ACQ.TRADE_STATUS_ERROR");
  assert.equal(sdk.checkNotifySignV2(decoded((await shop.next()).body)), true, "the notification of the refund");
});

test("where certificates are required, a key alone is refused", async () => {
  await simulator.control("PUT", "/settings", { certificates: "required" });
  const refused = await call(simulator.byKey(), "alipay.trade.query", { out_trade_no: newNumber() });
  assert.deepEqual([refused.code, refused.subCode], ["40002", "isv.missing-app-cert-sn"]);
  await simulator.control("PUT", "/settings", {});
});

test("another's certificate is refused", async () => {
  const other = simulator.byCertificate({ appCertContent: simulator.file("alipay_cert") });
  const refused = await call(other, "alipay.trade.query", { out_trade_no: newNumber() });
  assert.equal(refused.subCode, "isv.app-cert-not-exist");
});

test("a changed certificate is fetched by its number and used", async () => {
  const { alipay_cert_sn: changed } = await simulator.control("POST", "/certificate");
  await assert.rejects(call(sdk, "alipay.trade.query", { out_trade_no: newNumber() }), /验签失败/);
  const fetched = await sdk.exec("alipay.open.app.alipaycert.download", { bizContent: { alipay_cert_sn: changed } });
  const renewed = simulator.byCertificate({
    alipayPublicCertContent: Buffer.from(fetched.alipayCertContent, "base64").toString("utf8"),
  });
  assert.equal(renewed.config.alipayCertSn, changed);
  await paid(renewed);
  const fields = decoded((await shop.next()).body);
  assert.equal(renewed.checkNotifySignV2(fields), true);
  assert.equal(sdk.checkNotifySignV2(fields), false);
});
