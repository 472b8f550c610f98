// Where the running shop and its simulator are, from the file that `zhanggui demo` writes.
import { readFileSync } from "node:fs";

export interface Account {
  login: string;
  password: string;
}

export interface Demo {
  shop_url: string;
  sim_url: string;
  sim_control_url: string;
  accounts: { shopper: Account; staff: Account; owner: Account };
}

const file = process.env.ZHANGGUI_DEMO_JSON;
if (!file) throw new Error("ZHANGGUI_DEMO_JSON must name the demo.json of a running `zhanggui demo`");

export const demo: Demo = JSON.parse(readFileSync(file, "utf8"));
