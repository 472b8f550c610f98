// Each browser loads the SVG or the width it needs. Also checks that pages.spec.ts would detect a page that is too wide.
import { demo } from "../support/demo";
import { overflow } from "../support/look";
import { expect, test } from "../support/test";

test("a page that is too wide would be seen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(demo.shop_url);
  expect(await overflow(page)).toEqual({ by: 0, what: [] });
  await page.evaluate(() => {
    const wide = document.createElement("div");
    wide.className = "planted";
    wide.style.width = "400px";
    wide.textContent = "too wide";
    document.body.append(wide);
  });
  const found = await overflow(page);
  expect(found.by).toBeGreaterThan(0);
  expect(found.what).toContain("div.planted");
});

test("a browser takes the drawing, or the width it needs", async ({ elsewhere }) => {
  const page = await elsewhere({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await page.goto(demo.shop_url);
  // Photographs that other journeys put on sale have no drawing.
  const shown = page.locator("main .picture:has(source) img");
  const count = await shown.count();
  expect(count).toBeGreaterThan(10);
  for (let place = 0; place < count; place += 1) {
    const picture = shown.nth(place);
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    const [taken, drawing, width, height] = await picture.evaluate((image: HTMLImageElement) => [
      new URL(image.currentSrc).pathname,
      image.parentElement?.querySelector("source")?.getAttribute("srcset"),
      image.getAttribute("width"),
      image.getAttribute("height"),
    ]);
    expect(taken).toBe(drawing);
    expect([width, height]).toEqual(["480", "480"]);
  }

  // A browser without SVG: half the width of a phone at a pixel ratio of 2 needs 359 px, so it loads 640.
  const card = page.locator("main .card .picture:has(source) img").first();
  // A new shop renders the widths in the background, so wait for them.
  await expect(async () => {
    await page.goto(demo.shop_url);
    expect(await card.getAttribute("srcset")).toContain("960w");
  }).toPass({ timeout: 20_000 });
  const [candidates, taken] = await card.evaluate(async (image: HTMLImageElement) => {
    image.parentElement?.querySelector("source")?.remove();
    const asked = image.srcset.split(", ").map((one) => one.split(" "));
    await image.decode();
    return [asked, new URL(image.currentSrc).pathname] as const;
  });
  expect(candidates.map(([, width]) => width)).toEqual(["320w", "640w", "960w"]);
  expect(taken).toBe(candidates[1]![0]);
  const answer = await page.request.get(demo.shop_url + taken);
  expect(answer.headers()["content-type"]).toBe("image/webp");
  expect(answer.headers()["cache-control"]).toContain("immutable");
});
