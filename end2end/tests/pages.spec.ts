// Visits all pages in each language and checks their scripts and widths. With JavaScript it also checks accessibility and
// layout shifts; these checks are scripts, so they cannot run without it. Without JavaScript only pages with an island are
// measured: the others are the same in both walks.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { tour, type Language } from "../support/tour";
import { jumpsWhileRead, overflow, watchJumps } from "../support/look";
import { faults } from "../support/simulator";

test.afterEach(async () => {
  await faults();
});

/** The widths of a phone and a desktop. */
const WIDTHS = [390, 1440];
/** A small phone; a laptop at 200 % zoom; a laptop with only the text enlarged. */
const WINDOWS = [
  { width: 320, height: 640, letters: "" },
  { width: 640, height: 400, letters: "" },
  { width: 640, height: 800, letters: "200%" },
];
const LANGUAGES: Language[] = ["zh-CN", "en"];

// By far the longest test, so its halves run in parallel and start first (playwright.config.ts).
test.describe.configure({ mode: "parallel" });

for (const language of LANGUAGES) {
  test(`every page in ${language}: no violation, nothing too wide, no jump, no script without an island`, async ({ elsewhere }) => {
    test.setTimeout(900_000);
    const scripts = test.info().project.use.javaScriptEnabled ?? true;
    const stops = await tour(elsewhere);
    const found: string[] = [];
    const islands = new Set<string>();
    // The shop and the admin pages each have their own JavaScript bundle.
    const glues = new Map<string, string>();
    if (scripts) for (const page of new Set(stops.map((stop) => stop.page))) await watchJumps(page);
    for (const { name, page, show, still } of stops) {
      await page.context().addCookies([{ name: "lang", value: language, url: demo.shop_url }]);
      const where = `${name} (${language})`;
      const watched = scripts && (still === "in each language" || (still === "in one language" && language === "zh-CN"));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        if (watched) {
          await page.emulateMedia({ reducedMotion: "no-preference" });
          await show(page, language);
          const jumps = await jumpsWhileRead(page);
          if (jumps.length > 0) found.push(`${where} at ${width}: the layout jumped ${JSON.stringify(jumps)}`);
          // Colours are measured without animations: a page that is fading in has others.
          await page.emulateMedia({ reducedMotion: "reduce" });
        } else if (width === WIDTHS[0]) {
          await show(page, language);
        }
        // Without an island the page runs no script (see below), so the walk with JavaScript measures the same page.
        if (!scripts && (await page.locator("leptos-island").count()) === 0) break;
        // Inject axe once per page; its wrapper for Playwright does it for each run, in a separate tab.
        if (scripts && (watched || width === WIDTHS[0])) await page.evaluate(axe.source);
        for (const violation of scripts ? await audit(page) : []) {
          const at = violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n").slice(1).join(" ").trim()}`);
          found.push(`${where} at ${width}: ${violation.id}\n    ${at.slice(0, 4).join("\n    ")}`);
        }
        found.push(...(await tooWide(page, `${where} at ${width}`)));
      }

      expect(await page.locator("html").getAttribute("lang"), where).toBe(language);
      await expect(page.locator("h1"), where).toHaveCount(1);
      const ships = await page.evaluate(() => ({
        islands: [...document.querySelectorAll("leptos-island")].map((island) => island.getAttribute("data-component") ?? ""),
        scripts: [...document.scripts].filter((script) => !["speculationrules", "application/ld+json"].includes(script.type)).length,
        fetched: performance.getEntriesByType("resource").map((entry) => entry.name).filter((url) => /\.(js|wasm)(\?|$)/.test(url)),
        glue: document.querySelector<HTMLLinkElement>("link[href$='.js']")?.href,
        preloads: document.querySelectorAll("link[rel=modulepreload], link[rel=preload][as=script], link[rel=preload][as=fetch]").length,
      }));
      if (ships.islands.length === 0) {
        if (ships.scripts + ships.fetched.length + ships.preloads > 0) found.push(`${where}: scripts without an island ${JSON.stringify(ships)}`);
      } else {
        const address = ships.glue ?? "";
        const glue = glues.get(address) ?? (await glueOf(address));
        glues.set(address, glue);
        for (const island of ships.islands) {
          islands.add(island);
          if (!glue.includes(`export function ${island}(`)) found.push(`${where}: ${island} is not an export of the glue`);
        }
      }

      for (const { letters, ...size } of scripts || ships.islands.length > 0 ? WINDOWS : []) {
        await page.setViewportSize(size);
        await page.evaluate((size) => void (document.documentElement.style.fontSize = size), letters);
        found.push(...(await tooWide(page, `${where} at ${size.width}, letters ${letters || "as they are"}`)));
      }
    }
    expect(found.join("\n"), `${stops.length} pages`).toBe("");
    // Cart, countdown, payment status, numbers to copy, sum of a request, refund preview, product editor, scans: each island
    // must have been on a page.
    expect(islands.size).toBe(8);
  });
}

async function tooWide(page: Page, where: string): Promise<string[]> {
  const { by, what } = await overflow(page);
  return by > 0 ? [`${where}: ${by} px too wide: ${what.join(", ")}`] : [];
}

async function audit(page: Page) {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run({ resultTypes: ["violations"] })).violations;
  });
}

async function glueOf(address: string): Promise<string> {
  if (!address) throw new Error("a page with an island names no glue");
  return (await fetch(address)).text();
}
