// Nothing on a page moves by itself: no picture, no island, no font pushes anything away.
import type { Page } from "@playwright/test";
import { demo } from "../support/demo";
import { english, publicPages, shopperPages } from "../support/look";
import { expect, test } from "../support/test";

declare global {
  interface Window {
    jumps: { by: number; what: string[] }[];
  }
}

/** Notes every jump of the layout from the first moment of each page. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.jumps = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
        window.jumps.push({ by: entry.value, what: entry.sources.map(({ node }) => node?.nodeName ?? "?") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

async function standsStill(page: Page, paths: string[]): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of paths) {
      await page.goto(demo.shop_url + path, { waitUntil: "networkidle" });
      // To the end and back: lazy pictures come while somebody reads.
      for (const end of [1e6, 0]) {
        await page.evaluate((end) => window.scrollTo(0, end), end);
        await page.waitForTimeout(250);
      }
      expect(await page.evaluate(() => window.jumps), `${path} at ${width} px`).toEqual([]);
    }
  }
}

test("public pages stand still while they load", async ({ page }) => {
  await watch(page);
  await standsStill(page, [...publicPages, ...publicPages.map(english)]);
});

test("pages with islands stand still too", async ({ page }) => {
  test.setTimeout(120_000);
  await watch(page);
  await standsStill(page, await shopperPages(page));
});

test("a jump would be seen", async ({ page }) => {
  await watch(page);
  await page.goto(demo.shop_url, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const late = document.createElement("p");
    late.textContent = "late";
    document.querySelector("main")?.prepend(late);
  });
  await expect.poll(() => page.evaluate(() => window.jumps.length)).toBeGreaterThan(0);
});
