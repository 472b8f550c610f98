// Notifications that the shop cannot book: listed for staff, replayed, and an alarm on each page until somebody notes it.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { ownerSignIn } from "../support/desk";
import * as shop from "../support/shopper";
import { notify } from "../support/simulator";
import { catalogue } from "../support/catalogue";

test("of a payment that is not ours: counted, read, replayed by finance, and nothing is booked", async ({ page, elsewhere }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  const attempt = await shop.attemptNumber(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");

  const strange = `ELSEWHERE${Date.now()}`;
  const first = await notify(attempt, { out_trade_no: strange });
  expect(first.body, "the gateway shall send it again").toBe("failure");
  await notify(attempt, { out_trade_no: strange }, first.notifyId);

  const clerk = await elsewhere();
  await shop.staffSignIn(clerk, demo.accounts.staff);
  await clerk.goto(`${demo.shop_url}/admin/inbox`);
  const row = clerk.getByRole("row").filter({ hasText: strange });
  await expect(row).toContainText("未知交易");
  await expect(row.locator(".figure"), "one notification, delivered twice").toHaveText("2");
  await row.getByRole("link").click();
  await expect(clerk.getByText("你可以查看通知，重放需要财务权限。")).toBeVisible();
  await expect(clerk.getByRole("button", { name: "重放" })).toHaveCount(0);
  await clerk.getByText("通知原文").click();
  await expect(clerk.getByRole("main").locator("details")).toContainText("TRADE_SUCCESS");

  const finance = await elsewhere();
  await ownerSignIn(finance);
  await finance.goto(clerk.url());
  await finance.getByRole("button", { name: "重放" }).click();
  await expect(finance.getByRole("status").first()).toContainText("已重放，结果见下。");
  await expect(finance.getByRole("main")).toContainText("未知交易");
  await finance.goto(`${demo.shop_url}/admin/audit`);
  await expect(finance.getByRole("row").filter({ hasText: "重放" }).first()).toBeVisible();

  // The true notification of the same payment was booked, once.
  await finance.goto(`${demo.shop_url}/admin/inbox?tab=applied`);
  await expect(finance.getByRole("row").filter({ hasText: attempt })).toHaveCount(1);
  await finance.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(finance.getByRole("region", { name: "付款记录", exact: true })).toContainText(attempt);
});

const noted = { name: /^知道了/ };

/** Notes each open alarm; returns how many they were. */
async function noteAll(desk: Page): Promise<number> {
  await desk.goto(`${demo.shop_url}/admin/alarms`);
  const open = desk.getByRole("listitem").getByRole("button", noted);
  const count = await open.count();
  for (let left = count; left > 0; left -= 1) {
    await open.first().click();
    await expect(open).toHaveCount(left - 1);
  }
  return count;
}

test("of another application: an alarm on every page of the desk until it is noted, and again when it comes again", async ({ page, elsewhere }) => {
  const owner = await elsewhere();
  await ownerSignIn(owner);
  // Journeys before this one leave alarms.
  await noteAll(owner);
  const strip = owner.locator(".alarm-strip");
  await expect(strip).toHaveCount(0);
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  await shop.placeOrder(page);
  await shop.goToCashier(page);
  const attempt = await shop.attemptNumber(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");
  await notify(attempt, { app_id: "2021000000000009" });
  for (const path of ["/admin", "/admin/products", "/admin/settings"]) {
    await owner.goto(demo.shop_url + path);
    await expect(strip, path).toContainText("有一条支付宝通知没有被接受");
  }
  await strip.getByRole("link").click();
  await expect(owner).toHaveURL(`${demo.shop_url}/admin/alarms`);
  expect(await noteAll(owner)).toBe(1);
  await expect(strip).toHaveCount(0);
  const alarm = owner.getByRole("listitem").filter({ hasText: "有一条支付宝通知没有被接受" });
  await expect(alarm.first()).toContainText("已知道");

  await notify(attempt, { app_id: "2021000000000009" });
  await owner.goto(`${demo.shop_url}/admin`);
  await expect(strip, "noted once is not noted for ever").toContainText("有一条支付宝通知没有被接受");
  expect(await noteAll(owner)).toBe(1);
  await page.reload();
  await shop.expectLabel(page, "待发货");
});
