// A shop of its own that nobody has opened yet: `zhanggui demo --fresh`, from the executable that the demos run.
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
const program = join(target, "debug/zhanggui");

/** Starts it and waits for its two lines. */
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

/** Asks it to stop and waits for that. */
function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  return gone;
}
