// How the shop learns of a payment: only by notification, only by return, by neither.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { faults } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test.afterEach(async () => {
  await faults();
});

test("notify only: the buyer never comes back", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "付款但不返回" }).click();
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "待发货", 15);
});

test("return only: no notify arrives, the return's question finds the payment", async ({ page }) => {
  await faults({ method: "*", fault: "notify-drop" });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.waitForLabel(page, "待发货", 15);
});

test("neither notify nor return: asking the gateway finds the payment", async ({ page }) => {
  await faults({ method: "*", fault: "notify-drop" });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "付款但不返回" }).click();
  await page.goto(shop.statusPage(number));
  await shop.expectLabel(page, "待付款");
  await page.getByRole("button", { name: "刷新状态" }).click();
  await shop.waitForLabel(page, "待发货", 15);
});

test("the gateway is silent at the return: confirming, until it is asked again", async ({ page }) => {
  // Jobs query automatically too; this test is about the page and its button.
  await faults({ method: "*", fault: "notify-drop" }, { method: "alipay.trade.query", fault: "http-502" });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "付款确认中");
  await faults({ method: "*", fault: "notify-drop" });
  await expect(async () => {
    const refresh = page.getByRole("button", { name: "刷新状态" });
    if (await refresh.isVisible()) await refresh.click();
    await expect(page.getByRole("main").getByText("待发货", { exact: true }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000, intervals: [3_000] });
});

test("pay later from the list of orders", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await page.goto(`${demo.shop_url}/orders`);
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await page.getByRole("button", { name: "放弃付款" }).click();
  await page.goto(`${demo.shop_url}/orders`);
  await shop.expectLabel(page, "待付款");
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");
});

test("a tampered or unsigned return pays nothing", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  for (const query of ["", `?out_trade_no=${number}&total_amount=1.00&sign_type=RSA2&sign=AAAA`]) {
    await page.goto(`${demo.shop_url}/alipay/return${query}`);
    await expect(page).toHaveURL(/\/orders/);
  }
  await page.goto(`${demo.shop_url}/come_back?out_trade_no=${number}&trade_no=1`);
  await page.goto(shop.statusPage(number));
  await shop.expectLabel(page, "待付款");
});

test("a stranger cannot see the order", async ({ page, browser }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);

  const context = await browser.newContext({ javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const stranger = await context.newPage();
  await stranger.goto(shop.statusPage(number));
  await expect(stranger).toHaveURL(/\/login/);
  await shop.register(stranger);
  const answer = await stranger.goto(shop.statusPage(number));
  expect(answer?.status()).toBe(404);
  await expect(stranger.getByText(number)).toHaveCount(0);
  await context.close();
});
