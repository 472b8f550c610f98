// The URLs and keys of the simulator and the shop, from the file that `zhanggui sim` or `zhanggui demo` writes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { ZHANGGUI_SIM_JSON: simFile, ZHANGGUI_DEMO_JSON: demoFile } = process.env;
const file = simFile ?? demoFile;
if (!file) {
  throw new Error("ZHANGGUI_SIM_JSON or ZHANGGUI_DEMO_JSON must name the file of a running simulator or demo shop");
}
const told = JSON.parse(readFileSync(file, "utf8"));

/** Base URL of the simulator, without a trailing slash. */
export const simUrl = told.url ?? told.sim_url;
export const controlUrl = told.control_url ?? told.sim_control_url;
/** Base URL of the shop; undefined for a simulator without a shop. */
export const shopUrl = told.shop_url;
export const appId = told.app_id;
export const sellerId = told.seller_id;
export const appPrivateKey = readFileSync(told.app_private_key_file, "utf8");
export const appPublicKey = readFileSync(told.app_public_key_file, "utf8");
export const alipayPublicKey = readFileSync(told.alipay_public_key_file, "utf8");
/** The same keys as files, for code that wants a path. */
export const files = { appPrivateKey: told.app_private_key_file, alipayPublicKey: told.alipay_public_key_file };

/** The path of a program built by `cargo build`. */
export function built(name) {
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../../target", import.meta.url));
  return `${target}/debug/${name}`;
}

let count = 0;

/** An out_trade_no that no trade has yet. */
export function newNumber(prefix = "INTEROP") {
  count += 1;
  return `${prefix}${Date.now()}${process.pid}${count}`;
}
