// What the island adds: while a payment is being confirmed the page queries automatically and shows the result.
import { expect, test } from "../support/test";
import * as shop from "../support/shopper";
import { faults } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test.afterEach(async () => {
  await faults();
});

test("the status page finds the payment without a click", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /WASM|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await faults({ method: "*", fault: "notify-drop" }, { method: "alipay.trade.query", fault: "http-502" });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "付款确认中");
  await faults({ method: "*", fault: "notify-drop" });
  await expect(page.getByRole("main").getByText("待发货", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  expect(complaints).toEqual([]);
});
