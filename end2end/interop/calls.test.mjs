// The official SDK queries, refunds and closes at the simulator, and checks the signature of every response.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { generateKeyPairSync } from "node:crypto";
import * as control from "./lib/control.mjs";
import { Browser } from "./lib/browser.mjs";
import { newNumber } from "./lib/place.mjs";
import { call, merchant } from "./lib/sdk.mjs";

const sdk = merchant();

/** Opens the cashier, as a browser does, so that the order can be paid. */
async function opened(total = "88.80") {
  const number = newNumber();
  const url = sdk.pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: {
      out_trade_no: number,
      total_amount: total,
      subject: '测试商品 A+B 100% "特价"',
      product_code: "FAST_INSTANT_TRADE_PAY",
      qr_pay_mode: "2",
    },
  });
  const page = await new Browser().open(url);
  assert.match(page.text, /扫码登录/);
  return number;
}

const query = (number) => call(sdk, "alipay.trade.query", { out_trade_no: number });
const refund = (number, request, amount) =>
  call(sdk, "alipay.trade.refund", { out_trade_no: number, out_request_no: request, refund_amount: amount });
const refundQuery = (number, request) =>
  call(sdk, "alipay.trade.fastpay.refund.query", { out_trade_no: number, out_request_no: request });
const close = (number) => call(sdk, "alipay.trade.close", { out_trade_no: number });

test("a trade is born at login and paid after it", async () => {
  const number = await opened();
  const unborn = await query(number);
  assert.equal(unborn.code, "40004");
  assert.equal(unborn.subCode, "ACQ.TRADE_NOT_EXIST");

  await control.login(number);
  assert.equal((await query(number)).tradeStatus, "WAIT_BUYER_PAY");

  await control.pay(number);
  const paid = await query(number);
  assert.equal(paid.code, "10000");
  assert.equal(paid.tradeStatus, "TRADE_SUCCESS");
  assert.equal(paid.outTradeNo, number);
  assert.equal(paid.totalAmount, "88.80");
  assert.match(paid.tradeNo, /^\d{28}$/);
  assert.match(paid.sendPayDate, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  assert.ok(paid.traceId, "the trace id header that Alipay's support asks for");
});

test("refunds: twice in part, once again by mistake, then the rest", async () => {
  const number = await opened("88.80");
  await control.pay(number);
  const [first, second, rest] = ["R01", "R02", "R03"].map((end) => number + end);

  const one = await refund(number, first, "8.80");
  assert.deepEqual([one.code, one.fundChange, one.refundFee], ["10000", "Y", "8.80"]);
  const two = await refund(number, second, "30.00");
  assert.deepEqual([two.code, two.fundChange, two.refundFee], ["10000", "Y", "38.80"], "the fee is cumulative");
  assert.equal((await query(number)).tradeStatus, "TRADE_SUCCESS", "after a refund in part");

  const again = await refund(number, first, "8.80");
  assert.deepEqual([again.code, again.fundChange, again.refundFee], ["10000", "N", "38.80"], "a repeat moves no money");
  const other = await refund(number, first, "8.81");
  assert.deepEqual([other.code, other.subCode], ["40004", "ACQ.DISCORDANT_REPEAT_REQUEST"]);
  const more = await refund(number, newNumber(), "50.01");
  assert.deepEqual([more.code, more.subCode], ["40004", "ACQ.REASON_TRADE_REFUND_FEE_ERR"]);

  for (const [request, amount] of [[first, "8.80"], [second, "30.00"]]) {
    const found = await refundQuery(number, request);
    assert.equal(found.code, "10000");
    assert.equal(found.refundStatus, "REFUND_SUCCESS");
    assert.equal(found.outRequestNo, request);
    assert.equal(found.refundAmount, amount, "the amount of this refund alone");
    assert.equal(found.totalAmount, "88.80");
  }
  const unknown = await refundQuery(number, rest);
  assert.equal(unknown.code, "10000");
  assert.equal(unknown.refundStatus, undefined);
  assert.equal(unknown.refundAmount, undefined);

  assert.equal((await refund(number, rest, "50.00")).fundChange, "Y");
  assert.equal((await query(number)).tradeStatus, "TRADE_CLOSED", "after a refund in full");
  assert.equal((await control.trade(number)).refunded_amount, "88.80");
});

test("a trade is closed while it waits, and only then", async () => {
  const number = await opened();
  assert.equal((await close(number)).subCode, "ACQ.TRADE_NOT_EXIST");
  await control.login(number);
  const closed = await close(number);
  assert.deepEqual([closed.code, closed.outTradeNo], ["10000", number]);
  assert.equal((await query(number)).tradeStatus, "TRADE_CLOSED");
  await assert.rejects(control.pay(number), "a closed trade cannot be paid");

  const paid = await opened();
  await control.pay(paid);
  const refused = await close(paid);
  assert.deepEqual([refused.code, refused.subCode], ["40004", "ACQ.TRADE_STATUS_ERROR"]);
});

test("a stranger's signature is refused, and the gateway says what it built", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = merchant({ privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) });
  const refused = await call(stranger, "alipay.trade.query", { out_trade_no: newNumber() });
  assert.deepEqual([refused.code, refused.subCode], ["40002", "isv.invalid-signature"]);
  assert.match(refused.subMsg, /app_id=.*&amp;charset=utf-8&amp;method=alipay\.trade\.query/);
});

before(async () => {
  // Check it first: with a clear message instead of many failures.
  await control.trade("NOBODY").then(
    () => assert.fail("the simulator knows a trade nobody made"),
    (error) => assert.match(error.message, /404/),
  );
});
