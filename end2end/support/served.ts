// `zhanggui serve` as a merchant runs it, configured by its environment, with a simulator and a mail server of its own.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ended, program } from "./fresh";
import { openSink, type Sink } from "./sink";

export interface Served {
  shopUrl: string;
  /** The link of the first start. */
  firstRun: string;
  sink: Sink;
  close: () => Promise<void>;
}

/** The address that its mail comes from. */
export const SENDER = "shop@camellia.example";

/** Starts a shop with the goods of a sheet. */
export async function openServed(sheet: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "zhanggui-served-"));
  const running: ChildProcess[] = [];
  const sink = await openSink();
  const close = async () => {
    for (const child of running) await ended(child);
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const simulator = join(folder, "sim");
    const sim = spawn(program, ["sim", "--addr", "127.0.0.1:0", "--data", simulator], { stdio: ["ignore", "pipe", "ignore"] });
    running.push(sim);
    await line(sim, "ready");
    const known = JSON.parse(readFileSync(join(simulator, "sim.json"), "utf8"));
    const port = await freePort();
    const shopUrl = `http://127.0.0.1:${port}`;
    const env = {
      ...process.env,
      ZHANGGUI_ADDR: `127.0.0.1:${port}`,
      ZHANGGUI_PUBLIC_URL: shopUrl,
      ZHANGGUI_DATA_DIR: join(folder, "data"),
      ZHANGGUI_SHOP_NAME: "山茶小店",
      ZHANGGUI_SMTP_URL: sink.url,
      ZHANGGUI_MAIL_FROM: SENDER,
      ALIPAY_GATEWAY: `${known.url}/gateway.do`,
      ALIPAY_APP_ID: known.app_id,
      ALIPAY_SELLER_ID: known.seller_id,
      ALIPAY_APP_PRIVATE_KEY_FILE: known.app_private_key_file,
      ALIPAY_PUBLIC_KEY_FILE: known.alipay_public_key_file,
    };
    const goods = join(folder, "goods.csv");
    writeFileSync(goods, sheet);
    execFileSync(program, ["migrate"], { env, stdio: "ignore" });
    execFileSync(program, ["goods", "import", goods], { env, stdio: "ignore" });
    const shop = spawn(program, ["serve"], { env, stdio: ["ignore", "pipe", "ignore"] });
    running.push(shop);
    const firstRun = await line(shop, "first-run");
    return { shopUrl, firstRun, sink, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What follows this word where a line of the output begins with it. The output is read on, or the program would wait. */
function line(child: ChildProcess, word: string): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (one) => {
      if (one.startsWith(`${word} `)) resolve(one.slice(word.length + 1));
    });
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code} before its line ${word}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
