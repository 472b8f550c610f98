// A separate simulator, for changes that would disturb the demo shop: clock, certificates, settings.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AlipaySdk } from "alipay-sdk";
import { built } from "./place.mjs";

export class Simulator {
  /** Starts a simulator on a free port; `close` it at the end of the file. */
  static async start() {
    const program = built("alipay-sim");
    if (!existsSync(program)) throw new Error(`${program} is missing: cargo build -p alipay-sim`);
    const folder = mkdtempSync(join(tmpdir(), "alipay-sim-"));
    const child = spawn(program, [folder], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith("ready ")) return new Simulator(folder, child);
    }
    throw new Error("the simulator did not start");
  }

  constructor(folder, child) {
    this.folder = folder;
    this.child = child;
    this.told = JSON.parse(readFileSync(join(folder, "sim.json"), "utf8"));
    this.gateway = `${this.told.url}/gateway.do`;
  }

  /** The content of a file that sim.json names, e.g. `app_cert`. */
  file(name) {
    return readFileSync(this.told[`${name}_file`], "utf8");
  }

  async control(method, path, body) {
    const answer = await fetch(this.told.control_url + path, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** The SDK as a merchant configures it in key mode. */
  byKey(overrides = {}) {
    return this.#sdk({ alipayPublicKey: this.file("alipay_public_key"), ...overrides });
  }

  /** The SDK in certificate mode: three files instead of a key. */
  byCertificate(overrides = {}) {
    return this.#sdk({
      appCertContent: this.file("app_cert"),
      alipayPublicCertContent: this.file("alipay_cert"),
      alipayRootCertContent: this.file("alipay_root_cert"),
      ...overrides,
    });
  }

  #sdk(keys) {
    return new AlipaySdk({
      appId: this.told.app_id,
      privateKey: this.file("app_private_key"),
      keyType: "PKCS8",
      gateway: this.gateway,
      ...keys,
    });
  }

  async close() {
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
