// What the shop's server signs, checked by the official SDK: a shopper orders and goes to the cashier.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as control from "./lib/control.mjs";
import { Browser } from "./lib/browser.mjs";
import { appId, sellerId, shopUrl, simUrl } from "./lib/place.mjs";
import { receiver } from "./lib/receiver.mjs";
import { call, decoded, gateway, merchant } from "./lib/sdk.mjs";

const PAGE_PAY = "alipay.trade.page.pay";
const isAtGateway = (url) => url.origin === simUrl;
const isReturn = (url) => url.origin === shopUrl && url.searchParams.has("sign");

/** Registers, adds a product to the cart and orders it; returns the order page. */
async function ordered(browser) {
  const register = await browser.open(`${shopUrl}/register`);
  const login = `interop-${process.pid}-${Date.now()}@example.com`;
  await register.press("注册", { login, display_name: "林小满", password: "green-tea-in-the-morning" });
  const home = await browser.open(shopUrl);
  const [, product] = home.html.match(/href="(\/p\/[^"]+)"/);
  await (await browser.open(shopUrl + product)).press("加入购物车");
  const checkout = await browser.open(`${shopUrl}/checkout`);
  const order = await checkout.press("提交订单", {
    contact_name: "林小满",
    contact_phone: "13812341234",
    region: "浙江省 杭州市 西湖区",
    street: "文三路 100 号 3 幢 502",
  });
  assert.match(order.url, /\/change_status\?order_id=/, order.text);
  return order;
}

test("the official SDK signs the server's request the same way, byte for byte", { skip: !shopUrl }, async () => {
  const browser = new Browser();
  const order = await ordered(browser);
  const { url } = await order.press("去支付宝付款", {}, { stop: isAtGateway });
  const params = decoded(new URL(url).search);
  assert.equal(params.method, PAGE_PAY);
  assert.equal(params.app_id, appId);
  assert.equal(params.charset, "utf-8");
  assert.equal(params.sign_type, "RSA2");
  assert.match(params.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const { method, app_id, charset, version, sign_type, sign, biz_content, ...rest } = params;

  // The SDK builds and signs a request with the same values.
  const theirs = decoded(merchant().sdkExecute(method, { ...rest, bizContent: JSON.parse(biz_content) }));
  assert.equal(theirs.biz_content, biz_content, "the JSON is as compact as the SDK's");
  assert.equal(theirs.sign, sign);
  assert.deepEqual(theirs, params);

  // The SDK also verifies our request, with our public key in place of Alipay's.
  assert.equal(gateway().checkNotifySignV2(params), true);
  assert.equal(gateway().checkNotifySignV2({ ...params, timestamp: "2024-05-01 12:00:00" }), false);

  const pay = JSON.parse(biz_content);
  assert.match(pay.out_trade_no, /^[A-Za-z0-9_]{1,64}$/);
  assert.match(pay.total_amount, /^\d+\.\d\d$/);
  assert.equal(pay.product_code, "FAST_INSTANT_TRADE_PAY");
  assert.equal(pay.qr_pay_mode, "2");
  assert.match(pay.time_expire, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test("shop, simulator and SDK agree about one payment", { skip: !shopUrl }, async (t) => {
  const browser = new Browser();
  const order = await ordered(browser);
  const cashier = await order.press("去支付宝付款");
  const back = await cashier.press("一键付款", {}, { stop: isReturn });
  assert.equal(merchant().checkNotifySignV2(decoded(new URL(back.url).search)), true, "the signature of the return");
  const { out_trade_no: number } = decoded(new URL(back.url).search);
  const paid = await browser.open(back.url);
  assert.equal(paid.url, order.url);
  assert.match(paid.text, /待发货/);

  const asked = await call(merchant(), "alipay.trade.query", { out_trade_no: number });
  assert.equal(asked.tradeStatus, "TRADE_SUCCESS");

  // Send the notification again: to a receiver for the SDK, and to the shop, which has it already.
  const onlooker = await receiver();
  t.after(() => onlooker.close());
  await control.notify({ out_trade_no: number, url: onlooker.url });
  const fields = decoded((await onlooker.next()).body);
  assert.equal(merchant().checkNotifySignV2(fields), true);
  assert.equal(fields.seller_id, sellerId);
  assert.equal(fields.total_amount, asked.totalAmount);
  const repeated = await control.notify({ out_trade_no: number, repeat: 3 });
  assert.deepEqual(repeated.answers.map(({ status, body }) => [status, body]), Array(3).fill([200, "success"]));
  const forged = await control.notify({ out_trade_no: number, sign: "bad" });
  assert.deepEqual(forged.answers.map(({ status, body }) => [status, body]), [[400, "failure"]]);
});
