// Measures a page: its width compared with the window's, and layout shifts.
import type { Page } from "@playwright/test";

declare global {
  interface Window {
    jumps: { by: number; what: string[] }[];
  }
}

/** By how many pixels the page is wider than the window, and which elements cause it. */
export async function overflow(page: Page): Promise<{ by: number; what: string[] }> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const by = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - wide;
    const outside = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 1);
    const named = outside.map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
    return { by, what: by > 0 ? named.slice(0, 5) : [] };
  });
}

/** Records all layout shifts from the start of each page, with the places that moved. */
export async function watchJumps(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & { value: number; sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[] };
    const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].join(" ");
    window.jumps = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const what = sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName ?? "?"} ${place(previousRect)} -> ${place(currentRect)}`);
        window.jumps.push({ by: value, what });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The layout shifts while the page loads and is scrolled to its end and back, which loads lazy pictures. */
export async function jumpsWhileRead(page: Page): Promise<Window["jumps"]> {
  await page.waitForLoadState("networkidle");
  for (const end of [1e6, 0]) {
    await page.evaluate((end) => window.scrollTo(0, end), end);
    await page.waitForTimeout(250);
  }
  return page.evaluate(() => window.jumps);
}
