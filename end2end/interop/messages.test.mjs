// Notifications and returns of the simulator, checked by the official SDK.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as control from "./lib/control.mjs";
import { Browser } from "./lib/browser.mjs";
import { appId, newNumber, sellerId } from "./lib/place.mjs";
import { receiver } from "./lib/receiver.mjs";
import { call, decoded, gateway, merchant } from "./lib/sdk.mjs";

const sdk = merchant();
let shop;
before(async () => {
  shop = await receiver();
});
after(() => shop.close());

function pay(number, method) {
  return sdk.pageExecute("alipay.trade.page.pay", method, {
    notifyUrl: shop.url,
    returnUrl: "http://shop.example/orders/1?from=alipay",
    bizContent: {
      out_trade_no: number,
      total_amount: "88.80",
      subject: '测试商品 A+B 100% "特价" & 更多=',
      body: "多行\n描述",
      product_code: "FAST_INSTANT_TRADE_PAY",
      passback_params: encodeURIComponent("uid=7&note=你好"),
    },
  });
}

/** The fields of a notification that the SDK accepts, and refuses after any change. */
function checked(notice) {
  assert.equal(notice.method, "POST");
  assert.match(notice.headers["content-type"], /^application\/x-www-form-urlencoded/);
  const fields = decoded(notice.body);
  assert.equal(fields.sign_type, "RSA2");
  assert.equal(sdk.checkNotifySignV2(fields), true, "the official SDK does not verify the notification");
  assert.equal(sdk.checkNotifySignV2({ ...fields, total_amount: "0.01" }), false);
  assert.equal(gateway().checkNotifySignV2(fields), false, "the application's own key is not Alipay's");
  return fields;
}

test("a payment is notified", async () => {
  const number = newNumber();
  await new Browser().open(pay(number, "GET"));
  await control.pay(number);
  const fields = checked(await shop.next());
  assert.equal(fields.notify_type, "trade_status_sync");
  assert.equal(fields.trade_status, "TRADE_SUCCESS");
  assert.equal(fields.out_trade_no, number);
  assert.equal(fields.total_amount, "88.80");
  assert.equal(fields.app_id, appId);
  assert.equal(fields.seller_id, sellerId);
  assert.equal(fields.subject, '测试商品 A+B 100% "特价" & 更多=');
  assert.equal(fields.passback_params, encodeURIComponent("uid=7&note=你好"), "passback_params stays encoded");
});

test("a refund in part is notified with its number and the sum so far", async () => {
  const number = newNumber();
  await new Browser().open(pay(number, "GET"));
  await control.pay(number);
  checked(await shop.next());
  await call(sdk, "alipay.trade.refund", { out_trade_no: number, out_request_no: `${number}R01`, refund_amount: "8.80" });
  const fields = checked(await shop.next());
  assert.equal(fields.trade_status, "TRADE_SUCCESS");
  assert.equal(fields.out_biz_no, `${number}R01`);
  assert.equal(fields.refund_fee, "8.80");
  assert.match(fields.gmt_refund, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
});

test("a forged notice is told from a genuine one", async () => {
  const number = newNumber();
  await new Browser().open(pay(number, "GET"));
  await control.pay(number);
  checked(await shop.next());
  for (const forged of [{ sign: "bad" }, { sign: "none" }, { sign: "app-key" }]) {
    await control.notify({ out_trade_no: number, ...forged });
    const fields = decoded((await shop.next()).body);
    assert.equal(sdk.checkNotifySignV2(fields), false, JSON.stringify(forged));
  }
});

test("the SDK's form opens the same cashier, and the way back is signed", async () => {
  const number = newNumber();
  const browser = new Browser();
  const html = pay(number, "POST");
  const [, action] = html.match(/<form action="([^"]*)"/);
  const body = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    body.append(name, value.replaceAll("&quot;", '"'));
  }
  const cashier = await browser.open(action, { body, from: "http://shop.example/" });
  const back = await cashier.press("一键付款", {}, { stop: (url) => url.host === "shop.example" });
  const url = new URL(back.url);
  assert.equal(url.searchParams.get("from"), "alipay", "the merchant's own parameter is kept");

  const fields = decoded(url.search);
  delete fields.from;
  assert.equal(fields.out_trade_no, number);
  assert.equal(fields.method, "alipay.trade.page.pay.return");
  assert.equal(sdk.checkNotifySignV2(fields), true);
  assert.equal(sdk.checkNotifySignV2({ ...fields, total_amount: "0.01" }), false);
  checked(await shop.next());
});
