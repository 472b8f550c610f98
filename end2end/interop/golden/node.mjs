// The last part: reads the file so far, adds what the official SDK for Node sends, computes and verifies, and prints it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { mock } from "node:test";
import { AlipaySdk } from "alipay-sdk";
import { aesDecryptText, aesEncryptText } from "../node_modules/alipay-sdk/dist/commonjs/util.js";
import { getSN } from "../node_modules/alipay-sdk/dist/commonjs/antcertutil.js";

const SDK = "npm alipay-sdk 4.14.0";
const FORM = "application/x-www-form-urlencoded";

let read = "";
for await (const chunk of process.stdin.setEncoding("utf8")) read += chunk;
const golden = JSON.parse(read);
const { keys, certificate_files: files } = golden;
const NUMBER = golden.requests[0].params.biz_content.match(/"out_trade_no":"(\w+)"/)[1];
const TEXTS = Object.fromEntries(
  golden.requests
    .filter(({ id }) => id.startsWith("community-get-"))
    .map(({ id, params }) => [id.slice("community-get-".length), JSON.parse(params.biz_content).subject]),
);

// A frozen clock in Shanghai, so that the file is always the same.
process.env.TZ = "Asia/Shanghai";
mock.timers.enable({ apis: ["Date"], now: golden.now_ms });

function sdk(more = {}) {
  return new AlipaySdk({
    appId: golden.app_id,
    privateKey: keys.app_private_pkcs8,
    keyType: "PKCS8",
    alipayPublicKey: keys.alipay_public,
    gateway: golden.gateway,
    ...more,
  });
}
const byCertificate = {
  alipayPublicKey: undefined,
  appCertContent: files.app,
  alipayPublicCertContent: files.alipay,
  alipayRootCertContent: files.roots,
};

function entry(id, http_method, query, body, content_type = null) {
  const params = Object.fromEntries([...new URLSearchParams(query), ...new URLSearchParams(body ?? "")]);
  const { sign: _, ...unsigned } = params;
  const string_to_sign = Object.keys(unsigned)
    .sort()
    .map((name) => `${name}=${unsigned[name]}`)
    .join("&");
  const { sign_type } = params;
  const charset = "utf-8";
  return { id, made_by: SDK, http_method, query, body, content_type, charset, sign_type, params, string_to_sign };
}

const pay = (subject) => ({
  notifyUrl: "https://shop.example/alipay/notify?tenant=1&x=%20",
  returnUrl: "https://shop.example/alipay/return?from=alipay",
  bizContent: {
    out_trade_no: NUMBER,
    total_amount: "88.80",
    subject,
    product_code: "FAST_INSTANT_TRADE_PAY",
    goods_detail: [{ goods_id: "sku_1", goods_name: subject, quantity: 2, price: "44.40" }],
  },
});

const afterMark = (url) => url.slice(url.indexOf("?") + 1);

/** The form's action and fields as a browser reads and posts them. */
function form(page) {
  const unescape = (text) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  const [, action] = page.match(/<form action="([^"]*)"/);
  const body = new URLSearchParams();
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    body.append(name, unescape(value));
  }
  return [afterMark(action), body.toString()];
}

/** The request that `exec` posts, recorded by a gateway without a useful response. */
async function posted(ask) {
  let seen;
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    seen = [afterMark(request.url), Buffer.concat(chunks).toString("utf8"), request.headers["content-type"]];
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await assert.rejects(ask(`http://127.0.0.1:${server.address().port}/gateway.do`));
  server.closeAllConnections();
  server.close();
  return seen;
}

async function executed(id, method, params, more = {}) {
  const [query, body, type] = await posted((gateway) => sdk({ ...more, gateway }).exec(method, params));
  return entry(id, "POST", query, body, type);
}

const encryptKey = keys.content_key;
const asked = { bizContent: { out_trade_no: NUMBER } };
const refund = { out_trade_no: NUMBER, out_request_no: `${NUMBER}R01`, refund_amount: "8.80" };
for (const [name, text] of Object.entries(TEXTS)) {
  const url = sdk().pageExecute("alipay.trade.page.pay", "GET", pay(text));
  golden.requests.push(entry(`node-get-${name}`, "GET", afterMark(url), null));
  // The SDK escapes only quotes, so text that looks like markup does not survive its form.
  if (name === "markup") continue;
  const page = sdk().pageExecute("alipay.trade.page.pay", "POST", pay(text));
  golden.requests.push(entry(`node-form-${name}`, "POST", ...form(page), FORM));
}
golden.requests.push(
  await executed("node-exec-query", "alipay.trade.query", asked),
  await executed("node-exec-refund", "alipay.trade.refund", { bizContent: { ...refund, refund_reason: TEXTS.percent } }),
  await executed("node-exec-certificate", "alipay.trade.query", asked, byCertificate),
  await executed("node-exec-encrypted", "alipay.trade.query", { needEncrypt: true, ...asked }, { encryptKey }),
  await executed("node-exec-rsa", "alipay.trade.query", asked, { signType: "RSA" }),
  await executed("node-exec-token", "alipay.trade.query", { appAuthToken: "202402BBgolden", ...asked }),
  entry("node-sdk-string", "GET", sdk().sdkExecute("alipay.trade.page.pay", pay(TEXTS.plus)), null),
  entry("node-get-certificate", "GET", afterMark(sdk(byCertificate).pageExecute("alipay.trade.page.pay", "GET", pay("茶"))), null),
);

const plain = ["{}", JSON.stringify(asked.bizContent), "0123456789abcdef", ...Object.values(TEXTS)];
golden.contents = plain.map((text) => {
  const encrypted = aesEncryptText(text, encryptKey);
  assert.equal(aesDecryptText(encrypted, encryptKey), text);
  return { plain: text, encrypted };
});

for (const one of golden.certificates) one.node_sn = getSN(one.pem, false);
const certified = sdk(byCertificate).config;
assert.deepEqual(golden.certificate_numbers, {
  app: certified.appCertSn,
  alipay: certified.alipayCertSn,
  roots: certified.alipayRootCertSn,
});
for (const notice of golden.notices) {
  if (sdk().checkNotifySignV2(notice.fields)) notice.verified_by.push("node");
}
for (const one of golden.returns) assert.equal(sdk().checkNotifySignV2(one.fields), one.genuine, one.id);
for (const answer of golden.answers) {
  const check = () => {
    const { sign } = JSON.parse(answer.body);
    sdk().checkResponseSign(answer.body, `${answer.method.replaceAll(".", "_")}_response`, sign, "");
    return true;
  };
  let verified = false;
  try {
    verified = check();
  } catch {
    // Not verified, or not JSON.
  }
  assert.equal(verified, answer.verified_by.includes("node"), answer.id);
}
process.stdout.write(`${JSON.stringify(golden, null, 1)}\n`);
