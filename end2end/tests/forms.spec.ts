// Wrong input: a clear message, the typed values kept, nothing changed.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

test("register refuses a short password and keeps the rest", async ({ page }) => {
  const person = shop.newPerson();
  await page.goto(`${demo.shop_url}/register`);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("称呼").fill("林小满");
  await page.getByLabel("密码").fill("short");
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue(person.login);
  await expect(page.getByLabel("密码")).toHaveValue("");
});

test("login tells no more than that it was wrong", async ({ page }) => {
  await page.goto(`${demo.shop_url}/login`);
  await page.getByLabel("手机号或邮箱").fill("nobody-at-all@example.com");
  await page.getByLabel("密码").fill("something-or-other");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue("nobody-at-all@example.com");
});

test("checkout keeps what was typed when the telephone is wrong", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  await page.goto(`${demo.shop_url}/cart`);
  await page.getByRole("main").getByText("去结算", { exact: true }).click();
  await shop.fillAddress(page);
  await page.getByLabel("联系电话").fill("12");
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.getByLabel("收货人")).toHaveValue(shop.address.name);
  await expect(page.getByLabel("联系电话")).toHaveValue("12");
  await expect(page.getByLabel("详细地址")).toHaveValue(shop.address.street);
  await page.goto(`${demo.shop_url}/orders`);
  await expect(page.getByRole("main").getByText("待付款", { exact: true })).toHaveCount(0);
});

test("an unknown page is a 404 that leads home", async ({ page }) => {
  const answer = await page.goto(`${demo.shop_url}/no-such-page`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});
