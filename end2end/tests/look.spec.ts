// What the eye would complain of and a machine can measure: pages wider than the window, pictures without their place.
import type { Page } from "@playwright/test";
import { demo } from "../support/demo";
import { english, guestPages, overflow, publicPages, shopperPages, speak } from "../support/look";
import * as shop from "../support/shopper";
import { expect, test } from "../support/test";

const languages = ["zh-CN", "en"] as const;

/** A small phone; a laptop at 200 %; the same with nothing but its letters enlarged. */
const windows = [
  { width: 320, height: 640, letters: "" },
  { width: 640, height: 400, letters: "" },
  { width: 640, height: 800, letters: "200%" },
];

async function fits(page: Page, paths: string[]): Promise<void> {
  for (const { letters, ...size } of windows) {
    await page.setViewportSize(size);
    for (const path of paths) {
      await page.goto(demo.shop_url + path);
      await page.evaluate((size) => void (document.documentElement.style.fontSize = size), letters);
      expect(await overflow(page), `${path} at ${size.width} px, letters ${letters || "as they are"}`).toEqual({ by: 0, what: [] });
    }
  }
}

test("no public page is wider than its window", async ({ page }) => {
  await fits(page, [...publicPages, ...publicPages.map(english), ...guestPages]);
  await speak(page, "en");
  await fits(page, guestPages);
});

test("no page of a shopper is wider than its window", async ({ page }) => {
  test.setTimeout(180_000);
  const paths = await shopperPages(page);
  for (const language of languages) {
    await speak(page, language);
    await fits(page, paths);
  }
});

test("no page of staff is wider than its window", async ({ page }) => {
  test.setTimeout(180_000);
  await shop.register(page);
  const number = await shop.paidOrder(page, "plant-pot", 1);
  await page.context().clearCookies();
  await shop.staffSignIn(page, demo.accounts.owner);
  const paths = [
    ...["", "/orders", "/products", "/products/stoneware-mug", "/audit", "/prove", "/jobs", "/inbox"],
    ...[`/orders/${number}`, `/orders/${number}/refund`],
  ].map((path) => `/admin${path}`);
  for (const language of languages) {
    await speak(page, language);
    await fits(page, paths);
  }
});

test("a browser takes the drawing, or the width it needs", async ({ elsewhere }) => {
  const page = await elsewhere({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await page.goto(demo.shop_url);
  const shown = page.locator("main .picture img");
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

  // A browser that knows no drawings: half a phone's width at two dots a pixel is 359 dots, so 640.
  const card = page.locator("main .card .picture img").first();
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
