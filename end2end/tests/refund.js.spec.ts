// What the island of the refund form adds: a preview of the amount while staff choose units. The islands of the admin pages
// are a separate bundle, which pages of the shop do not load.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

/** The names of the bundles that `page` loads from now on. */
function bundles(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on("request", (request) => {
    const name = /\/pkg\/([a-z]+)\.[0-9a-f]*\.?(?:js|wasm)$/.exec(new URL(request.url()).pathname)?.[1];
    if (name) asked.add(name);
  });
  return asked;
}

test("the form says what would go back before anything is computed", async ({ page, elsewhere }) => {
  const ofShop = bundles(page);
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 2);
  const staff = await elsewhere();
  const ofDesk = bundles(staff);
  await shop.staffSignIn(staff, demo.accounts.staff);
  await staff.goto(`${demo.shop_url}/admin/orders/${number}/refund`);
  await staff.getByLabel("退款件数").first().selectOption("1");
  await expect(staff.locator(".refund-preview")).toContainText("将退回");
  await expect(staff.getByRole("main").getByRole("button", { name: "退款", exact: true })).toHaveCount(0);
  expect([...ofDesk], "the desk").toEqual(["desk"]);
  expect([...ofShop], "the shop").toEqual(["zhanggui"]);
});
