// Checks that pages.spec.ts would detect a layout shift.
import { demo } from "../support/demo";
import { jumpsWhileRead, watchJumps } from "../support/look";
import { expect, test } from "../support/test";

test("a jump would be seen", async ({ page }) => {
  await watchJumps(page);
  await page.goto(demo.shop_url, { waitUntil: "networkidle" });
  expect(await jumpsWhileRead(page)).toEqual([]);
  await page.evaluate(() => {
    const late = document.createElement("p");
    late.textContent = "late";
    document.querySelector("main")?.prepend(late);
  });
  await expect.poll(() => page.evaluate(() => window.jumps.length)).toBeGreaterThan(0);
});

test("a jump of a picture that loads late would be seen", async ({ page }) => {
  const picture = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'/>";
  const words = "<p>below the picture</p>".repeat(20);
  await page.route("**/late.svg", async (route) => {
    // What moves before the first paint is not a jump.
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await route.fulfill({ contentType: "image/svg+xml", body: picture });
  });
  await page.route("**/late", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>late</title><img src="/late.svg" loading="lazy" alt="">${words}`,
    }),
  );
  await watchJumps(page);
  await page.goto(`${demo.shop_url}/late`);
  expect(await jumpsWhileRead(page)).not.toEqual([]);
});
