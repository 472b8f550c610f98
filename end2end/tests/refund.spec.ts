// Refunds by staff: a part, another part, the rest; and with a lost response of the gateway.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { faults, leap } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test.afterEach(async () => {
  await faults();
});

/** Refunds `units` of the first line, or everything that remains. */
async function refund(staff: Page, number: string, units: number | "rest"): Promise<void> {
  await staff.goto(`${demo.shop_url}/admin/orders/${number}/refund`);
  await staff.getByLabel("退款原因").first().selectOption({ index: 1 });
  if (units === "rest") {
    await staff.getByRole("button", { name: "全部退款" }).click();
  } else {
    await staff.getByLabel("退款件数").first().selectOption(String(units));
    await staff.getByRole("button", { name: "计算" }).click();
  }
  await expect(staff.getByText(/将退回/)).toBeVisible();
  // Typed values must not be in the URL.
  await expect(staff).toHaveURL(new RegExp(`/admin/orders/${number}/refund$`));
  await staff.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
}

test("partly, partly again, then the rest; the shopper sees it", async ({ page, elsewhere }) => {
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 3);
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);

  await refund(staff, number, 1);
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "部分退款", 20);

  await refund(staff, number, 1);
  await page.goto(shop.statusPage(number));
  await expect(async () => {
    await page.reload();
    await expect(page.locator(".refund-head").getByText("已退款", { exact: true })).toHaveCount(2, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });

  await refund(staff, number, "rest");
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "交易关闭 · 已退款", 20);
});

test("a refund whose answer is lost is found by asking, never sent as a second one", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 1);
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await faults({ method: "alipay.trade.refund", fault: "drop-answer", times: 1 });
  await refund(staff, number, 1);
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(staff.getByText("待支付宝确认").first()).toBeVisible();
  await page.goto(shop.statusPage(number));
  await shop.expectLabel(page, "退款中");
  // The job queries 15 s after the send, by the shop's clock.
  await leap(1);
  await shop.waitForLabel(page, "部分退款", 60);
});
