// The four Lighthouse scores of the public pages on a phone. Starts its own demo shop.
//   node lighthouse.mjs                  home, category, product and search
//   node lighthouse.mjs /p/stoneware-mug one page
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { executablePath } from "./browser.mjs";
import { open } from "./pictures/shop.mjs";

const run = promisify(execFile);
const pages = ["/", "/c/cups", "/p/stoneware-mug", "/search?q=%E6%9D%AF"];
const figures = ["performance", "accessibility", "best-practices", "seo"];
const flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run";

/** The scores from 0 to 100, and the audits that lower them. */
async function ask(url) {
  const args = [process.env.ZG_LIGHTHOUSE, url, "--quiet", "--output=json", `--only-categories=${figures.join(",")}`];
  const env = { ...process.env, CHROME_PATH: executablePath };
  const { stdout } = await run("node", [...args, `--chrome-flags=${flags}`], { env, maxBuffer: 64 << 20 });
  const report = JSON.parse(stdout);
  const lost = new Set();
  for (const figure of figures) {
    for (const { id, weight } of report.categories[figure].auditRefs) {
      const { score } = report.audits[id];
      if (weight > 0 && score !== null && score < 1) lost.add(`${id} ${score}`);
    }
  }
  return { scores: figures.map((figure) => Math.round(report.categories[figure].score * 100)), lost: [...lost] };
}

const shop = await open({ orders: false });
let below = false;
try {
  const wished = process.argv.slice(2);
  console.log(`page                          ${figures.join("  ")}`);
  for (const path of wished.length ? wished : pages) {
    const { scores, lost } = await ask(shop.at(path));
    below ||= scores.some((score) => score < 100);
    console.log(`${path.padEnd(28)}  ${figures.map((f, i) => String(scores[i]).padStart(f.length)).join("  ")}  ${lost.join(", ")}`);
  }
} finally {
  await shop.stop();
}
process.exitCode = below ? 1 : 0;
