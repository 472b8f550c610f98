// Encrypted content. The official SDK cannot verify an encrypted response, so this file does it.
import assert from "node:assert/strict";
import { createDecipheriv, createVerify, randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { newNumber } from "./lib/place.mjs";
import { Simulator } from "./lib/simulator.mjs";

let simulator;
let sdk;
before(async () => {
  simulator = await Simulator.start();
  sdk = simulator.byKey({ encryptKey: simulator.told.content_key });
});
after(() => simulator.close());

const asked = (number) => ({ needEncrypt: true, bizContent: { out_trade_no: number } });

async function paid() {
  const number = newNumber();
  const url = sdk.pageExecute("alipay.trade.page.pay", "GET", {
    needEncrypt: true,
    bizContent: { out_trade_no: number, total_amount: "88.80", subject: "测试商品 100%", product_code: "FAST_INSTANT_TRADE_PAY" },
  });
  assert.doesNotMatch(decodeURIComponent(url), new RegExp(number), "the content must not be readable");
  assert.match((await new Browser().open(url)).text, /扫码登录/);
  await simulator.control("POST", `/trades/${number}/pay`, {});
  return number;
}

test("requests and answers are encrypted both ways", async () => {
  const number = await paid();
  const found = await sdk.exec("alipay.trade.query", asked(number));
  assert.deepEqual([found.code, found.outTradeNo, found.tradeStatus], ["10000", number, "TRADE_SUCCESS"]);
  const unknown = await sdk.exec("alipay.trade.query", asked(newNumber()));
  assert.deepEqual([unknown.code, unknown.subCode], ["40004", "ACQ.TRADE_NOT_EXIST"]);
});

test("an encrypted answer is signed with its quotes, which the SDK does not verify", async () => {
  const number = await paid();
  // Post the request that the SDK makes, to see the raw response.
  const query = sdk.sdkExecute("alipay.trade.query", asked(number));
  const body = await (await fetch(simulator.gateway, { method: "POST", body: new URLSearchParams(query) })).text();
  const [, payload, sign] = body.match(/^\{"alipay_trade_query_response":("[^"]*"),"sign":"([^"]*)"\}$/);
  const key = simulator.file("alipay_public_key");
  assert.ok(createVerify("RSA-SHA256").update(payload).verify(key, sign, "base64"));
  const decipher = createDecipheriv("aes-128-cbc", Buffer.from(simulator.told.content_key, "base64"), Buffer.alloc(16));
  const text = decipher.update(JSON.parse(payload), "base64", "utf8") + decipher.final("utf8");
  assert.equal(JSON.parse(text).out_trade_no, number);
  // Once this fails, the SDK is fixed and the test above can let it verify.
  await assert.rejects(sdk.exec("alipay.trade.query", asked(number), { validateSign: true }), /验签失败/);
});

test("a wrong content key is refused in the clear", async () => {
  const wrong = simulator.byKey({ encryptKey: randomBytes(16).toString("base64") });
  const refused = await wrong.exec("alipay.trade.query", asked(newNumber()));
  assert.deepEqual([refused.code, refused.subCode], ["40002", "isv.invalid-encrypt"]);
  await simulator.control("PUT", "/settings", { content_encryption: false });
  const unset = await sdk.exec("alipay.trade.query", asked(newNumber()));
  assert.deepEqual([unset.code, unset.subCode], ["40002", "isv.decryption-error-not-valid-encrypt-key"]);
});
