// Parcels of an order: shipped in parts, corrected, voided, received by hand and by the clock.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";
import { leap } from "../support/simulator";

const DAY = 24 * 60;

const parcels = (page: Page) => page.locator(".parcel");

/** The orders of one tab of the shopper's list. */
async function tab(page: Page, name: string) {
  await page.goto(`${demo.shop_url}/orders`);
  await page.getByRole("navigation", { name: "按状态查看" }).getByRole("link", { name: new RegExp(`^${name}`) }).click();
  return page.locator(".order");
}

/** When the receipt is counted, in milliseconds. */
async function due(page: Page): Promise<number> {
  const time = page.getByText(/自动确认收货$/);
  return Date.parse((await time.getAttribute("datetime"))!);
}

test("one of two lines is shipped, then the rest; both sides see which", async ({ page, elsewhere }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug, 2);
  const number = await shop.paidOrder(page, catalogue.notebook);
  const tracking = shop.trackingNumber();
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await shop.expectLabel(staff, "待发货");
  await shop.parcelForm(staff).getByLabel(new RegExp(`${catalogue.notebookTitle}.*发货件数$`)).fill("0");
  const mugs = shop.parcelForm(staff).getByLabel(new RegExp(`${catalogue.mugTitle}.*发货件数$`));
  await expect(mugs).toHaveValue("2");
  await mugs.fill("3");
  await shop.parcelForm(staff).getByLabel("运单号").fill(tracking);
  await shop.parcelForm(staff).getByRole("button", { name: "发货" }).click();
  await expect(staff.locator("#errors")).toContainText("最多可发 2 件。");
  await expect(shop.parcelForm(staff).getByLabel("运单号")).toHaveValue(tracking);
  await mugs.fill("2");
  await shop.parcelForm(staff).getByRole("button", { name: "发货" }).click();
  await expect(staff.getByRole("main").getByText("已发货。")).toBeVisible();
  await shop.expectLabel(staff, "部分发货");

  await page.goto(shop.statusPage(number));
  await shop.expectLabel(page, "部分发货");
  await expect(parcels(page)).toHaveCount(1);
  await expect(parcels(page)).toContainText(catalogue.mugTitle);
  await expect(parcels(page)).not.toContainText(catalogue.notebookTitle);
  await expect(page.getByText("还有 1 件待发货")).toBeVisible();
  await expect(page.getByRole("link", { name: "查物流" })).toHaveAttribute("href", new RegExp(tracking));
  await expect(page.getByRole("button", { name: "确认收货" })).toHaveCount(0);
  await staff.goto(`${demo.shop_url}/admin/orders?tab=to-ship&has=${encodeURIComponent(catalogue.notebookTitle)}`);
  await expect(staff.locator(".goods-row").filter({ hasText: number })).toContainText("部分发货");

  // Only what is left can be shipped; the shop's own delivery needs no number.
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(shop.parcelForm(staff).getByLabel(/发货件数$/)).toHaveCount(1);
  await shop.ship(staff, number, "", "商家配送");
  await expect(shop.parcelForm(staff)).toHaveCount(0);
  await shop.expectLabel(staff, "待收货");
  await page.reload();
  await shop.expectLabel(page, "待收货");
  await expect(parcels(page)).toHaveCount(2);
  await expect(parcels(page).last()).toContainText("商家配送");
  await expect(parcels(page).last()).toContainText(catalogue.notebookTitle);
  await expect(page.getByText(/件待发货$/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "确认收货" })).toBeVisible();
});

test("a wrong number is corrected, a parcel is voided on its day and shipped again", async ({ page, elsewhere }) => {
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.notebook, 2);
  const [wrong, right] = [shop.trackingNumber("77"), shop.trackingNumber("78")];
  const staff = await elsewhere();
  await desk.ownerSignIn(staff);
  await shop.ship(staff, number, wrong, "中通快递");
  const parcel = parcels(staff).first();
  const correct = async (to: string) => {
    if (!(await parcel.getByLabel("运单号").isVisible())) await parcel.getByText("改运单号").click();
    await parcel.getByLabel("运单号").fill(to);
    await parcel.getByRole("button", { name: "保存" }).click();
  };
  await correct("7.7E+11");
  await expect(staff.locator("#errors")).toBeVisible();
  await expect(parcel.getByLabel("运单号")).toHaveValue("7.7E+11");
  await correct(right);
  await expect(staff.getByText("运单号已更正").first()).toBeVisible();
  await page.goto(shop.statusPage(number));
  await expect(parcels(page)).toContainText(right);
  await expect(parcels(page)).toContainText(/运单号 \d\d-\d\d 更正/);
  await expect(page.getByRole("main")).not.toContainText(wrong);
  // Staff find the former number in the log.
  await staff.goto(`${demo.shop_url}/admin/audit`);
  await expect(staff.getByRole("row").filter({ hasText: "改运单号" }).first()).toContainText(wrong);

  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(parcel).toContainText("撤销后 2 件回到待发货。");
  await parcel.getByRole("button", { name: "撤销发货" }).click();
  await expect(staff.getByRole("main").getByText(/已撤销发货/)).toBeVisible();
  await shop.expectLabel(staff, "待发货");
  await page.reload();
  await shop.expectLabel(page, "待发货");
  await expect(parcels(page)).toHaveCount(0);
  await shop.ship(staff, number, right, "中通快递");
  await page.reload();
  await expect(parcels(page)).toHaveCount(1);

  // The next day it is on its way.
  await leap(DAY);
  await desk.ownerSignIn(staff);
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(parcels(staff)).toHaveCount(1);
  await expect(staff.getByRole("button", { name: "撤销发货" })).toHaveCount(0);
});

test("received by hand, later by the wish of the customer, and by the clock", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await shop.register(page);
  const numbers = await shop.paidOrders(page, catalogue.notebook, Array.from({ length: 3 }, () => ({ qty: 1, fields: {} })));
  const [byHand, later, byClock] = numbers as [string, string, string];
  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  for (const number of numbers) await shop.ship(staff, number, shop.trackingNumber("43"), "韵达快递");

  await test.step("the tabs of the list", async () => {
    const onTheirWay = await tab(page, "待收货");
    await expect(onTheirWay).toHaveCount(3);
    await onTheirWay.filter({ hasText: byHand }).getByRole("button", { name: "确认收货" }).click();
    await expect(page.getByText("已确认收货。")).toBeVisible();
    await expect(await tab(page, "待收货")).toHaveCount(2);
    await page.goto(shop.statusPage(byHand));
    await shop.expectLabel(page, "已完成");
    await expect(page.getByRole("button", { name: "确认收货" })).toHaveCount(0);
    await shop.requestRefund(page, byHand, "商品破损");
    const afterSales = await tab(page, "退款售后");
    await expect(afterSales).toHaveCount(1);
    await expect(afterSales).toContainText(byHand);
    await expect(await tab(page, "待收货")).toHaveCount(2);
  });

  await page.goto(shop.statusPage(later));
  const before = await due(page);
  await page.getByRole("button", { name: "延长收货" }).click();
  await expect(page.getByText("收货时间已延长 3 天。")).toBeVisible();
  expect((await due(page)) - before).toBe(3 * DAY * 60_000);
  await expect(page.getByRole("button", { name: "延长收货" })).toHaveCount(0);

  await leap(10 * DAY + 10);
  await page.goto(shop.statusPage(byClock));
  await shop.waitForLabel(page, "已完成", 30);
  await page.goto(shop.statusPage(later));
  await shop.expectLabel(page, "待收货");
  await leap(3 * DAY);
  await page.goto(shop.statusPage(later));
  await shop.waitForLabel(page, "已完成", 30);
  await expect(await tab(page, "待收货")).toHaveCount(0);
});
