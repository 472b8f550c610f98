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
