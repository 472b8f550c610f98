// A new shop without an owner: `zhanggui demo --fresh`, with the executable of the other demos.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Fresh {
  shopUrl: string;
  /** The link of the first start. */
  firstRun: string;
  close: () => Promise<void>;
}

/** Where cargo puts what it builds. */
export const target = process.env.ZG_TARGET ?? join(process.cwd(), "../target");
export const program = join(target, "debug/zhanggui");

/** Starts the shop and waits for its two lines of output. */
export async function openFresh(): Promise<Fresh> {
  const folder = mkdtempSync(join(tmpdir(), "zhanggui-fresh-"));
  const addresses = ["--addr", "127.0.0.1:0", "--sim-addr", "127.0.0.1:0"];
  const child = spawn(program, ["demo", "--fresh", ...addresses, "--data", folder], { stdio: ["ignore", "pipe", "ignore"] });
  const close = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  let shopUrl = "";
  for await (const line of createInterface({ input: child.stdout! })) {
    const [word, url] = line.split(" ");
    if (word === "ready") shopUrl = url;
    if (word === "first-run") return { shopUrl, firstRun: url, close };
  }
  await close();
  throw new Error(`${program} ended before it printed its link`);
}

/** Stops the shop and waits for its end. */
export function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  return gone;
}
