// What the island of the order page adds: numbers are copied by a press.
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";

test("the tracking number and the order number are copied by a press", async ({ page, elsewhere, complaints }) => {
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.notebook);
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  const tracking = shop.trackingNumber();
  await shop.ship(staff, number, tracking);
  // The bundle of the desk copies nothing, so its pages offer nothing to copy.
  await expect(staff.locator(".copy")).toHaveCount(0);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(shop.statusPage(number));
  for (const what of [tracking, number]) {
    const button = page.getByRole("button", { name: `复制 ${what}` });
    await button.click();
    await expect(button).toHaveText("已复制");
    await expect(page.locator("#copied")).toHaveText("已复制");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(what);
  }

  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not now"));
  });
  await page.reload();
  const button = page.getByRole("button", { name: `复制 ${tracking}` });
  await button.click();
  await expect(button).toHaveText("没有复制");
  // The island also logs why, as it should.
  await expect.poll(() => complaints.splice(0).join()).toContain("not now");
});
