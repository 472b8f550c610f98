// Cancellation with a payment before, during and after it.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { faults } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test.afterEach(async () => {
  await faults();
});

test("an unpaid order is cancelled, and nothing is left to pay", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  await shop.placeOrder(page);
  await page.getByRole("button", { name: "取消订单" }).click();
  await shop.expectLabel(page, "已取消 · 买家取消");
  await expect(page.getByRole("button", { name: "去支付宝付款" })).toHaveCount(0);
});

test("paid after it was cancelled: the money comes back automatically, and both sides see why", async ({ page, elsewhere }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  // The cashier stays open in another tab without a login, so the gateway has no trade to close.
  const tab = await page.context().newPage();
  await tab.goto(shop.statusPage(number));
  await shop.goToCashier(tab);
  await page.getByRole("button", { name: "取消订单" }).click();
  await shop.expectLabel(page, "已取消 · 买家取消");

  await tab.getByRole("button", { name: "一键付款" }).click();
  await expect(tab).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(tab, "已取消 · 买家取消");
  await shop.expectMoneyBack(page, "付款时订单已经取消");
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await shop.expectMoneyBackAtTheDesk(staff, number, "付款时订单已经取消", "付款太晚，自动退回");
});

test("the payment is faster than the wish to cancel", async ({ page, elsewhere }) => {
  await faults({ method: "*", fault: "notify-drop" });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  const tab = await page.context().newPage();
  await tab.goto(shop.statusPage(number));
  await shop.goToCashier(tab);
  await tab.getByRole("button", { name: "付款但不返回" }).click();
  await expect(tab.getByText("付款成功").first()).toBeVisible();

  // This tab still shows the order as unpaid.
  await page.getByRole("button", { name: "取消订单" }).click();
  await expect(page.getByText("付款已到账，订单未取消")).toBeVisible();
  await shop.expectLabel(page, "待发货");
  await expect(page.getByRole("region", { name: "未计入订单的付款" })).toHaveCount(0);
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(staff.getByRole("region", { name: "付款记录" }).getByText("计入订单")).toBeVisible();
});
