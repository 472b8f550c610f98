// The same thing done twice: two tabs, two payments, the back button.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { close, forcePayment, trade } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test("two tabs at the cashier are one payment", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  const tab = await page.context().newPage();
  await tab.goto(shop.statusPage(number));
  const stale = await page.context().newPage();
  await stale.goto(shop.statusPage(number));
  await shop.goToCashier(page);
  await shop.goToCashier(tab);
  const attempt = await shop.attemptNumber(page);
  expect(await shop.attemptNumber(tab)).toBe(attempt);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");

  // The second cashier says that the order is paid and leads back.
  await tab.getByRole("button", { name: "一键付款" }).click();
  await tab.getByRole("link", { name: "返回商家" }).click();
  await expect(tab).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(tab, "待发货");
  await expect(tab.getByRole("region", { name: "未计入订单的付款" })).toHaveCount(0);

  // A page from before the payment still has its button; its form is refused, and the page shows the current status.
  await stale.getByRole("button", { name: "去支付宝付款" }).click();
  await expect(stale.locator("#errors")).toContainText("现在不能付款");
  await shop.expectLabel(stale, "待发货");
});

test("paid twice under two numbers: the second payment comes back, and both sides see why", async ({ page, elsewhere }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  const tab = await page.context().newPage();
  await tab.goto(shop.statusPage(number));
  await shop.goToCashier(tab);
  await tab.getByRole("button", { name: "扫码登录" }).click();
  const first = await shop.attemptNumber(tab);
  // The gateway closes this trade; the shop learns of it and starts another attempt.
  await close(first);
  await page.getByRole("button", { name: "刷新状态" }).or(page.getByRole("button", { name: "去支付宝付款" })).first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "刷新状态" }).click();
  await expect(page.getByRole("button", { name: "刷新状态" })).toHaveCount(0);
  await shop.goToCashier(page);
  const second = await shop.attemptNumber(page);
  expect(second).not.toBe(first);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");

  await forcePayment(first);
  await shop.expectMoneyBack(page, "订单已经付过，这笔是重复付款");
  await shop.expectLabel(page, "待发货");
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await shop.expectMoneyBackAtTheDesk(staff, number, "订单已经付过，这笔是重复付款", "重复付款，自动退回");
  expect((await trade(second)).refunds ?? []).toEqual([]);
});

test("one checkout sent from two tabs is one order", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.notebook);
  const tab = await page.context().newPage();
  for (const view of [page, tab]) {
    await view.goto(`${demo.shop_url}/checkout`);
    await shop.fillAddress(view);
  }
  for (const view of [page, tab]) {
    await view.getByRole("button", { name: "提交订单" }).click();
    await expect(view).toHaveURL(/change_status/);
  }
  expect(shop.orderNumber(tab)).toBe(shop.orderNumber(page));
  await page.goto(`${demo.shop_url}/orders`);
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveCount(1);
});

test("the back button after paying shows what is, and pays nothing again", async ({ page }) => {
  await shop.register(page);
  await shop.addToCartByHand(page, catalogue.mug);
  const number = await shop.placeOrderByHand(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "付款成功" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");
  await expect(page.getByRole("button", { name: "去支付宝付款" })).toHaveCount(0);
  // One page further back, the checkout of this order has nothing left to order.
  await page.goBack();
  await expect(page.getByRole("button", { name: "提交订单" })).toHaveCount(0);
});
