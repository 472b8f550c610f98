// What was sold: figures, the chart in words, the table, and rows as a file.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { paidOrder, register } from "../support/shopper";

test("a paid order is in the figures of today, in the table and in the export", async ({ page, elsewhere }) => {
  await register(page);
  const number = await paidOrder(page, "stoneware-mug", 2);

  const staff = await elsewhere();
  await desk.ownerSignIn(staff);
  await staff.goto(`${demo.shop_url}/admin`);
  await staff.getByRole("link", { name: "销售", exact: true }).first().click();
  await staff.getByRole("link", { name: "今日", exact: true }).click();
  for (const figure of ["下单", "已付款", "件数", "销售额", "退款", "净额"]) {
    await expect(staff.locator(".figure-card").filter({ hasText: figure }).first()).toContainText("上期");
  }
  await expect(staff.getByRole("img", { name: /^柱形图/ })).toBeVisible();
  await staff.getByRole("link", { name: "规格", exact: true }).click();
  await expect(staff.getByRole("table")).toContainText("炻器马克杯");
  await expect(staff.getByRole("row").last()).toContainText("合计");

  await staff.getByRole("link", { name: "导出订单、退款和账目" }).click();
  await staff.getByLabel("状态").selectOption({ label: "已付款" });
  await staff.getByRole("button", { name: "统计行数" }).click();
  await expect(staff.getByRole("main").getByRole("status")).toContainText("行");
  const [file] = await Promise.all([staff.waitForEvent("download"), staff.getByRole("button", { name: "导出 CSV" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^orders-[0-9-]+\.csv$/);
  expect(readFileSync(await file.path(), "utf8")).toContain(number);

  await staff.goto(`${demo.shop_url}/admin/audit?action=export.rows`);
  await expect(staff.getByRole("table")).toContainText("订单");
});
