// The demo shop for the pictures, its browser, and the simulator's control API.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { executablePath } from "../browser.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.ZG_TARGET ?? join(root, "target");

/** Starts shop, simulator and browser. `stop` ends them and removes their folder. */
export async function open() {
  const data = mkdtempSync(join(tmpdir(), "zhanggui-pictures-"));
  const process_ = spawn(
    join(target, "debug", "zhanggui"),
    ["demo", "--addr", "127.0.0.1:0", "--sim-addr", "127.0.0.1:0", "--data", data],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise((resolve, reject) => {
    process_.stdout.on("data", (text) => String(text).startsWith("ready ") && resolve());
    process_.on("exit", (code) => reject(new Error(`the demo shop ended with ${code}`)));
  });
  const demo = JSON.parse(readFileSync(join(data, "demo.json"), "utf8"));
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--hide-scrollbars"],
  });
  return {
    demo,
    /** A new browser context without animations. */
    visitor: (locale, options = {}) => browser.newContext({ locale, reducedMotion: "reduce", ...options }),
    /** The absolute URL of a path. */
    at: (path) => demo.shop_url + path,
    /** Replaces the simulator's faults. */
    faults: (...rules) => control(demo, "/faults", rules),
    /** Advances the clock of shop and simulator. */
    later: (seconds) => control(demo, "/clock", { advance_s: seconds }),
    /** Replaces the simulator's settings. */
    settings: (set) => control(demo, "/settings", set),
    /** Removes a table, so that the shop shows its error page. Nothing works afterwards. */
    breakTable(table) {
      const rename = `import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("ALTER TABLE ${table} RENAME TO away")`;
      execFileSync("python3", ["-c", rename, demo.database_url.replace(/^sqlite:/, "")]);
    },
    async stop() {
      await browser.close();
      process_.kill("SIGTERM");
      await new Promise((resolve) => process_.on("exit", resolve));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function control(demo, path, body) {
  const answer = await fetch(demo.sim_control_url + path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
}
