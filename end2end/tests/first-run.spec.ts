// The first steps of an owner: the link of the first start, the shop's name, the checklist, the settings.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { openFresh, type Fresh } from "../support/fresh";

let fresh: Fresh;

test.beforeEach(async () => {
  fresh = await openFresh();
});
test.afterEach(async () => {
  await fresh.close();
});

const PASSWORD = "green-tea-in-the-morning";

/** Fills in the form that the link opens. */
async function open(page: Page, login: string): Promise<void> {
  await page.goto(fresh.firstRun);
  await page.getByLabel("手机号或邮箱").fill(login);
  await page.getByLabel("姓名").fill("王芳");
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByLabel("店名").fill("山茶小店");
}

const go = (page: Page) => page.getByRole("button", { name: "创建店主并登录" }).click();
const steps = (page: Page) => page.locator(".opening-steps li");

test("an owner opens the shop with the link, which works once", async ({ page, elsewhere }) => {
  await open(page, "keeper@example.com");
  await go(page);
  await expect(page).toHaveURL(`${fresh.shopUrl}/admin`);
  await expect(page.getByRole("heading", { name: "开店清单" })).toBeVisible();
  await expect(page).toHaveTitle(/山茶小店$/);
  await expect(steps(page)).toHaveCount(7);
  await expect(steps(page).filter({ hasText: "店名，已完成" })).toBeVisible();
  await expect(page.getByRole("link", { name: "继续：分类" })).toBeVisible();

  const other = await elsewhere();
  expect((await other.goto(fresh.firstRun))?.status()).toBe(404);
  await other.goto(`${fresh.shopUrl}/`);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("山茶小店");

  // Saving shipping without changes completes its step; a wrong value is kept, with its error at the field.
  await page.goto(`${fresh.shopUrl}/admin/settings`);
  const orders = page.locator("#orders");
  await orders.getByLabel("付款时限（分钟）").fill("3");
  await orders.getByRole("button", { name: "保存" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(orders.getByLabel("付款时限（分钟）")).toHaveValue("3");
  await orders.getByLabel("付款时限（分钟）").fill("45");
  await orders.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("status")).toHaveText("已保存。");
  await expect(orders.getByText(/只影响之后的订单 · .*王芳.* 改/).first()).toBeVisible();
  await page.goto(`${fresh.shopUrl}/admin`);
  await expect(steps(page).filter({ hasText: "运费，已完成" })).toBeVisible();
  await expect(steps(page).filter({ hasText: "自检，已完成" })).toBeVisible();

  // Filings are in the footer of the shop.
  await page.goto(`${fresh.shopUrl}/admin/settings`);
  const filings = page.locator("#filings");
  await filings.getByLabel("ICP 备案号").fill("浙ICP备12345678号-1");
  await filings.getByRole("button", { name: "保存" }).click();
  await other.goto(`${fresh.shopUrl}/`);
  await expect(other.getByRole("link", { name: "浙ICP备12345678号-1" })).toHaveAttribute("href", "https://beian.miit.gov.cn/");
});

test("a refused form keeps what was typed, and the link still works", async ({ page }) => {
  await open(page, "not a login");
  await go(page);
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue("not a login");
  await expect(page.getByLabel("店名")).toHaveValue("山茶小店");
  await expect(page.getByLabel("密码")).toHaveValue("");
  await page.getByLabel("手机号或邮箱").fill("keeper@example.com");
  await page.getByLabel("密码").fill(PASSWORD);
  await go(page);
  await expect(page).toHaveURL(`${fresh.shopUrl}/admin`);
});

test("on a phone the menu has the whole navigation", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "keeper@example.com");
  await go(page);
  await expect(page.getByRole("link", { name: "设置", exact: true })).toBeHidden();
  await page.getByText("菜单", { exact: true }).click();
  await page.getByRole("link", { name: "设置", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("设置");
});
