// The official SDK's other methods: mobile pages, QR codes, cancelling, and what a page refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { generateKeyPairSync } from "node:crypto";
import * as control from "./lib/control.mjs";
import { Browser } from "./lib/browser.mjs";
import { newNumber } from "./lib/place.mjs";
import { call, decoded, merchant } from "./lib/sdk.mjs";

const sdk = merchant();
const subject = '测试商品 A+B 100% "特价"';

function phone(number, more = {}) {
  return sdk.pageExecute("alipay.trade.wap.pay", "GET", {
    returnUrl: "http://shop.example/orders/1",
    bizContent: {
      out_trade_no: number,
      total_amount: "0.01",
      subject,
      product_code: "QUICK_WAP_WAY",
      quit_url: "http://shop.example/cart",
      ...more,
    },
  });
}

test("a phone pays and comes back under its own method", async () => {
  const number = newNumber();
  const cashier = await new Browser().open(phone(number));
  const back = await cashier.press("一键付款", {}, { stop: (url) => url.host === "shop.example" });
  const fields = decoded(new URL(back.url).search);
  assert.equal(fields.method, "alipay.trade.wap.pay.return");
  assert.equal(sdk.checkNotifySignV2(fields), true);
  assert.equal((await call(sdk, "alipay.trade.query", { out_trade_no: number })).totalAmount, "0.01");
});

test("a code to scan opens a cashier, and its number is sold once", async () => {
  const number = newNumber();
  const content = { out_trade_no: number, total_amount: "12.50", subject };
  const made = await call(sdk, "alipay.trade.precreate", content);
  assert.deepEqual([made.code, made.outTradeNo], ["10000", number]);
  const cashier = await new Browser().open(made.qrCode);
  assert.match(cashier.text, /扫码登录/);
  await control.pay(number);
  assert.equal((await call(sdk, "alipay.trade.precreate", content)).subCode, "ACQ.TRADE_HAS_SUCCESS");
});

test("cancelling closes what waits and pays back what was paid", async () => {
  const waiting = newNumber();
  await new Browser().open(phone(waiting));
  assert.equal((await call(sdk, "alipay.trade.cancel", { out_trade_no: waiting })).subCode, "ACQ.TRADE_NOT_EXIST");
  await control.login(waiting);
  const closed = await call(sdk, "alipay.trade.cancel", { out_trade_no: waiting });
  assert.deepEqual([closed.code, closed.action, closed.retryFlag], ["10000", "close", "N"]);

  const paid = newNumber();
  await new Browser().open(phone(paid));
  await control.pay(paid);
  const back = await call(sdk, "alipay.trade.cancel", { out_trade_no: paid });
  assert.deepEqual([back.code, back.action], ["10000", "refund"]);
  assert.equal((await control.trade(paid)).refunded_amount, "0.01");
});

test("a page request signed by a stranger ends on a page that shows what the gateway built", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = merchant({ privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) });
  const number = newNumber();
  const url = stranger.pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: { out_trade_no: number, total_amount: "1.00", subject, product_code: "FAST_INSTANT_TRADE_PAY" },
  });
  const page = await new Browser().open(url);
  assert.match(page.text, /invalid-signature/);
  assert.match(page.text, /alipay_sdk=alipay-sdk-nodejs-\S+?&/, "the SDK's own parameter is signed too");
  assert.match(page.text, /&method=alipay\.trade\.page\.pay&sign_type=RSA2&/);
  assert.equal((await control.trade(number)).cashier, undefined, "no cashier was opened");
});
