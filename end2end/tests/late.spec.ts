// Orders that expire. The demo uses the simulator's clock, which never goes back.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { forcePayment, leap } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test("the last minute, the end, and a payment after it", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await expect(page.getByText(/请在 \d\d:\d\d 前付款/)).toBeVisible();
  // The buyer logs in at the gateway, which creates the trade, and does not pay.
  const tab = await page.context().newPage();
  await tab.goto(shop.statusPage(number));
  await shop.goToCashier(tab);
  await tab.getByRole("button", { name: "扫码登录" }).click();
  await expect(tab.getByRole("button", { name: "确认付款" })).toBeVisible();
  const attempt = await shop.attemptNumber(tab);

  // The deadline is 30 minutes, rounded up to a whole minute, so after 30 minutes less than one is left.
  await leap(30);
  await page.reload();
  await expect(page.getByText("订单即将取消")).toBeVisible();
  await expect(page.getByRole("button", { name: "去支付宝付款" })).toHaveCount(0);
  await shop.expectLabel(page, "待付款");

  await leap(3);
  await shop.waitForLabel(page, "已取消 · 超时未付款", 20);
  await expect(page.getByRole("button", { name: "去支付宝付款" })).toHaveCount(0);
  await tab.reload();
  await expect(tab.getByRole("heading", { name: "交易已关闭" })).toBeVisible();

  // The gateway accepts the payment anyway.
  await forcePayment(attempt);
  await shop.expectMoneyBack(page, "付款时订单已经取消");
  await shop.expectLabel(page, "已取消 · 超时未付款");
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await shop.expectMoneyBackAtTheDesk(staff, number, "付款时订单已经取消", "付款太晚，自动退回");

  // It is an alarm until staff note it, and every page of the desk says so.
  await expect(staff.locator(".alarm-strip")).toBeVisible();
  await staff.goto(`${demo.shop_url}/admin/alarms`);
  const alarm = staff.getByRole("listitem").filter({ hasText: attempt }).filter({ hasText: "未计入订单" });
  await expect(alarm.getByRole("link", { name: attempt })).toHaveAttribute("href", new RegExp(number));
  await alarm.getByRole("button", { name: /^知道了/ }).click();
  await expect(staff.getByRole("main").getByText("已记下。再次发生时会重新出现。")).toBeVisible();
  await expect(alarm).toContainText("已知道");
  await expect(alarm.getByRole("button")).toHaveCount(0);
});

test("the session ends while the address is being typed", async ({ page }) => {
  const person = await shop.register(page);
  await shop.addToCart(page, catalogue.notebook);
  await page.goto(`${demo.shop_url}/checkout`);
  await shop.fillAddress(page);
  await leap(15 * 24 * 60);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fcheckout/);
  // After the login, the account's cart and the typed values are restored.
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("密码").fill("not-my-password");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await shop.signInByHand(page, person);
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByLabel("收货人")).toHaveValue(shop.address.name);
  await expect(page.getByLabel("详细地址")).toHaveValue(shop.address.street);
  await page.getByRole("button", { name: "提交订单" }).click();
  await shop.expectLabel(page, "待付款");
});
