// Changes by an island keep the focus and are announced once.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { expectVisibleFocus, press, tabTo } from "../support/keyboard";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

test("the cart is changed without leaving the control", async ({ page }) => {
  await shop.addToCart(page, catalogue.mug, 2);
  await page.goto(`${demo.shop_url}/cart`);
  const mark = await page.evaluate(() => ((globalThis as any).samePage = Math.random()));
  const more = page.getByRole("button", { name: /加一件$/ });
  // Record all announcements for screen readers.
  await page.evaluate(() => {
    const told: string[] = [];
    (globalThis as any).told = told;
    new MutationObserver(() => {
      for (const live of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        const words = live.textContent?.trim() ?? "";
        if (words && told.at(-1) !== words) told.push(words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const told = () => page.evaluate(() => (globalThis as any).told as string[]);

  await press(page, more, "Space");
  await expect(page.getByLabel(/的数量$/)).toHaveValue("3");
  await expect(more).toBeFocused();
  await expectVisibleFocus(more);
  await expect.poll(told).toEqual([expect.stringContaining("204.00")]);
  await page.keyboard.press("Space");
  await expect(page.getByLabel(/的数量$/)).toHaveValue("4");
  await expect(more).toBeFocused();
  await expect.poll(told).toEqual([expect.stringContaining("204.00"), expect.stringContaining("272.00")]);
  await expect(page.getByRole("banner").getByRole("link", { name: /购物车.*4 件.*272\.00/ })).toHaveCount(1);

  const fewer = page.getByRole("button", { name: /减一件$/ });
  await page.keyboard.press("Shift+Tab");
  while (!(await fewer.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Shift+Tab");
  for (const left of ["3", "2"]) {
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(/的数量$/)).toHaveValue(left);
    await expect(fewer).toBeFocused();
  }
  // At quantity 1 the minus button is disabled, so the quantity field gets the focus.
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/的数量$/)).toHaveValue("1");
  await expect(page.getByLabel(/的数量$/)).toBeFocused();

  await tabTo(page, page.getByRole("checkbox", { name: /^选择 / }));
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: /^选择 / })).toHaveAttribute("aria-checked", "false");
  await expect(page.getByRole("checkbox", { name: /^选择 / })).toBeFocused();
  expect(await page.evaluate(() => (globalThis as any).samePage), "no new page was loaded").toBe(mark);
});

test("a refused quantity takes the focus to the words about it", async ({ page }) => {
  await shop.addToCart(page, catalogue.mug);
  await page.goto(`${demo.shop_url}/cart`);
  const figure = page.getByLabel(/的数量$/);
  await tabTo(page, figure);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(page.locator("#errors")).toBeFocused();
  await expect(page.locator("#errors")).toContainText("1 到 99");
});
