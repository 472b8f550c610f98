// The demo shop for the pictures, its browser, and the simulator's control API.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { executablePath } from "../browser.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.ZG_TARGET ?? join(root, "target");

/** Starts a demo shop and waits for a line of its output that begins with this word. Returns the rest of the line. */
async function start(data, word, ...args) {
  const process_ = spawn(
    join(target, "debug", "zhanggui"),
    ["demo", "--addr", "127.0.0.1:0", "--sim-addr", "127.0.0.1:0", "--data", data, ...args],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const told = await new Promise((resolve, reject) => {
    createInterface({ input: process_.stdout }).on("line", (line) => {
      const [first, rest] = line.split(" ");
      if (first === word) resolve(rest);
    });
    process_.on("exit", (code) => reject(new Error(`the demo shop ended with ${code}`)));
  });
  return { process_, told };
}

/** Stops a demo shop and removes its folder. */
async function end(process_, data) {
  process_.kill("SIGTERM");
  await new Promise((resolve) => process_.on("exit", resolve));
  rmSync(data, { recursive: true, force: true });
}

/** Starts a shop without an owner. `firstRun` is the link of its first start. */
export async function openFresh() {
  const data = mkdtempSync(join(tmpdir(), "zhanggui-fresh-"));
  const { process_, told } = await start(data, "first-run", "--fresh");
  return { firstRun: told, demo: { shop_url: new URL(told).origin }, stop: () => end(process_, data) };
}

/** Starts shop, simulator and browser. `stop` ends them and removes their folder. The orders of the demo are there, if any. */
export async function open({ orders = true } = {}) {
  const data = mkdtempSync(join(tmpdir(), "zhanggui-pictures-"));
  const { process_ } = orders ? await start(data, "orders") : await start(data, "ready", "--no-orders");
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
      await end(process_, data);
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
