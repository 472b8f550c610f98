// An application registered for RSA (SHA-1): the official SDK and our crate in that mode.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { ourRequests } from "./lib/ours.mjs";
import { newNumber } from "./lib/place.mjs";
import { receiver } from "./lib/receiver.mjs";
import { call, decoded } from "./lib/sdk.mjs";
import { Simulator } from "./lib/simulator.mjs";

let simulator;
let shop;
let sdk;
before(async () => {
  [simulator, shop] = await Promise.all([Simulator.start(), receiver()]);
  await simulator.control("PUT", "/settings", { sign_type: "RSA" });
  sdk = simulator.byKey({ signType: "RSA" });
});
after(async () => {
  shop.close();
  await simulator.close();
});

test("pay, notify, refund, ask, close", async () => {
  const number = newNumber();
  const url = sdk.pageExecute("alipay.trade.page.pay", "GET", {
    notifyUrl: shop.url,
    bizContent: { out_trade_no: number, total_amount: "88.80", subject: "测试商品", product_code: "FAST_INSTANT_TRADE_PAY" },
  });
  assert.match((await new Browser().open(url)).text, /扫码登录/);
  await simulator.control("POST", `/trades/${number}/pay`, {});
  const fields = decoded((await shop.next()).body);
  assert.equal(fields.sign_type, "RSA");
  assert.equal(sdk.checkNotifySignV2(fields), true);
  assert.equal(sdk.checkNotifySignV2({ ...fields, total_amount: "0.01" }), false);
  assert.equal(sdk.checkNotifySignV2({ ...fields, sign_type: "RSA2" }), false, "not a valid RSA2 signature");

  const request = { out_trade_no: number, out_request_no: `${number}R01` };
  const refunded = await call(sdk, "alipay.trade.refund", { ...request, refund_amount: "8.80" });
  assert.deepEqual([refunded.code, refunded.fundChange], ["10000", "Y"]);
  assert.equal((await call(sdk, "alipay.trade.fastpay.refund.query", request)).refundAmount, "8.80");
  assert.equal((await call(sdk, "alipay.trade.query", { out_trade_no: number })).tradeStatus, "TRADE_SUCCESS");
  assert.equal((await call(sdk, "alipay.trade.close", { out_trade_no: number })).subCode, "ACQ.TRADE_STATUS_ERROR");
});

test("a request of the other type is refused", async () => {
  await assert.rejects(
    call(simulator.byKey(), "alipay.trade.query", { out_trade_no: newNumber() }),
    "the answer is signed as RSA, which an SDK set to RSA2 does not accept",
  );
  const said = await simulator.byKey().exec("alipay.trade.query", { bizContent: { out_trade_no: newNumber() } });
  assert.equal(said.subCode, "isv.invalid-signature-type");
});

test("our crate signs as the SDK does, byte for byte", () => {
  const all = ourRequests({
    gateway: simulator.gateway,
    app_private_key: simulator.told.app_private_key_file,
    alipay_public_key: simulator.told.alipay_public_key_file,
    sign_type: "RSA",
    out_trade_no: newNumber(),
  });
  assert.ok(all.length >= 8);
  for (const { method, params } of all) {
    const { app_id: _a, charset: _c, version: _v, sign_type, sign: _s, method: _m, biz_content, ...rest } = params;
    assert.equal(sign_type, "RSA");
    const theirs = decoded(sdk.sdkExecute(method, { ...rest, bizContent: JSON.parse(biz_content) }));
    assert.deepEqual(theirs, params, method);
  }
});
