// The requests of our own crate, checked by the official SDK. The Python tests send them to the simulator.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newNumber } from "./lib/place.mjs";
import { ourRequests } from "./lib/ours.mjs";
import { decoded, gateway, merchant } from "./lib/sdk.mjs";
import { Simulator } from "./lib/simulator.mjs";

test("every request is verified by the SDK, with our key where Alipay's would stand", () => {
  const all = ourRequests({ out_trade_no: newNumber() });
  assert.ok(all.length >= 8);
  for (const { method, params } of all) {
    assert.equal(params.method, method);
    assert.equal(gateway().checkNotifySignV2(params), true, method);
    assert.equal(gateway().checkNotifySignV2({ ...params, biz_content: `${params.biz_content} ` }), false, method);
    assert.equal(merchant().checkNotifySignV2(params), false, "not signed with Alipay's key");
  }
});

test("the SDK builds, orders and signs the same requests, byte for byte", () => {
  for (const { method, params } of ourRequests({ out_trade_no: newNumber() })) {
    const { app_id: _a, charset: _c, version: _v, sign_type: _t, sign: _s, method: _m, biz_content, ...rest } = params;
    const theirs = decoded(merchant().sdkExecute(method, { ...rest, bizContent: JSON.parse(biz_content) }));
    assert.deepEqual(theirs, params, method);
  }
});

test("and in certificate mode, with the files the simulator issued", async (t) => {
  const simulator = await Simulator.start();
  t.after(() => simulator.close());
  const names = ["app_cert", "alipay_cert", "alipay_root_cert"];
  const files = Object.fromEntries(names.map((name) => [name, simulator.told[`${name}_file`]]));
  const sdk = simulator.byCertificate();
  for (const { method, params } of ourRequests({ app_private_key: simulator.told.app_private_key_file, ...files })) {
    const { app_id: _a, charset: _c, version: _v, sign_type: _t, sign: _s, method: _m, biz_content, ...rest } = params;
    assert.equal(params.app_cert_sn, sdk.config.appCertSn, method);
    assert.equal(params.alipay_root_cert_sn, sdk.config.alipayRootCertSn, method);
    const theirs = decoded(sdk.sdkExecute(method, { ...rest, bizContent: JSON.parse(biz_content) }));
    assert.deepEqual(theirs, params, method);
  }
});
