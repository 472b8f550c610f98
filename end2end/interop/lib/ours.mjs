// The requests of our own crate, printed by its example program without being sent.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as place from "./place.mjs";

const program = place.built("examples/requests");

/** Every request the crate can make: `{method, http_method, url, body, params}`. */
export function ourRequests(more = {}) {
  if (!existsSync(program)) throw new Error(`${program} is missing: cargo build -p alipay --example requests`);
  const told = {
    gateway: `${place.simUrl}/gateway.do`,
    app_id: place.appId,
    app_private_key: place.files.appPrivateKey,
    alipay_public_key: place.files.alipayPublicKey,
    notify_url: "http://shop.example/alipay/notify?tenant=1",
    return_url: "http://shop.example/alipay/return?from=alipay&x=%20",
    ...more,
  };
  const said = execFileSync(program, Object.entries(told).map(([name, value]) => `${name}=${value}`));
  return JSON.parse(said).map((request) => {
    const pairs = [...new URL(request.url).searchParams, ...new URLSearchParams(request.body ?? "")];
    return { ...request, params: Object.fromEntries(pairs) };
  });
}
