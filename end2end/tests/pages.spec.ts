// All pages: which scripts they carry; and with scripts, in both languages, what an audit of accessibility finds on a phone
// and on a desk (nothing). The audit itself is a script, so without them only the pages are looked at.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { tour, type Language } from "../support/tour";
import { faults } from "../support/simulator";

test.afterEach(async () => {
  await faults();
});

const WIDTHS = [390, 1440];

test("every page: no violation, no script without an island, no island without its half", async ({ elsewhere }) => {
  test.setTimeout(300_000);
  const scripts = test.info().project.use.javaScriptEnabled ?? true;
  const languages: Language[] = scripts ? ["zh-CN", "en"] : ["zh-CN"];
  const stops = await tour(elsewhere);
  const found: string[] = [];
  const islands = new Set<string>();
  let glue: string | undefined;
  for (const language of languages) {
    for (const { name, page, show } of stops) {
      await page.context().addCookies([{ name: "lang", value: language, url: demo.shop_url }]);
      await show(page, language);
      const where = `${name} (${language})`;
      expect(await page.locator("html").getAttribute("lang"), where).toBe(language);
      await expect(page.locator("h1"), where).toHaveCount(1);

      const ships = await page.evaluate(() => ({
        islands: [...document.querySelectorAll("leptos-island")].map((island) => island.getAttribute("data-component") ?? ""),
        scripts: [...document.scripts].filter((script) => script.type !== "speculationrules").length,
        fetched: performance.getEntriesByType("resource").map((entry) => entry.name).filter((url) => /\.(js|wasm)(\?|$)/.test(url)),
        glue: document.querySelector<HTMLLinkElement>("link[href$='.js']")?.href,
        preloads: document.querySelectorAll("link[rel=modulepreload], link[rel=preload][as=script], link[rel=preload][as=fetch]").length,
      }));
      if (ships.islands.length === 0) {
        if (ships.scripts + ships.fetched.length + ships.preloads > 0) found.push(`${where}: scripts without an island ${JSON.stringify(ships)}`);
      } else {
        glue ??= await glueOf(ships.glue);
        for (const island of ships.islands) {
          islands.add(island);
          if (!glue.includes(`export function ${island}(`)) found.push(`${where}: ${island} is no export of the glue`);
        }
      }

      // Handed in once a page: the wrapper for Playwright does so for each question, and in a tab of its own.
      if (scripts) await page.evaluate(axe.source);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const violations = scripts ? await audit(page) : [];
        for (const violation of violations) {
          const at = violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n").slice(1).join(" ").trim()}`);
          found.push(`${where} at ${width}: ${violation.id}\n    ${at.slice(0, 4).join("\n    ")}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) found.push(`${where} at ${width}: ${overflow} px too wide`);
      }
    }
  }
  expect(found.join("\n"), `${stops.length} pages`).toBe("");
  // Cart, countdown, payment being watched, refund preview: each was on a page.
  expect(islands.size).toBe(4);
});

async function audit(page: Page) {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run({ resultTypes: ["violations"] })).violations;
  });
}

async function glueOf(address?: string): Promise<string> {
  if (!address) throw new Error("a page with an island names no glue");
  return (await fetch(address)).text();
}
