// The URLs and accounts of this worker's shop and simulator, from the file that `zhanggui demo` writes.
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

const files = (process.env.ZHANGGUI_DEMO_JSON ?? "").split(":");
const file = files[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (!file) throw new Error("ZHANGGUI_DEMO_JSON must name the demo.json of a running `zhanggui demo`, or several with a colon between");

export const demo: Demo = JSON.parse(readFileSync(file, "utf8"));
