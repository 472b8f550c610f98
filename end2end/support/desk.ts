// What staff do at the desk, by the labels they see.
import type { Page } from "@playwright/test";
import { demo } from "./demo";
import { staffSignIn } from "./shopper";
import { expect } from "./test";

/** Sign in as the owner, who may change products. */
export const ownerSignIn = (page: Page) => staffSignIn(page, demo.accounts.owner);

/** Sets the price of a SKU, in yuan. */
export async function setPrice(desk: Page, slug: string, sku: string, yuan: string): Promise<void> {
  await desk.goto(`${demo.shop_url}/admin/products/${slug}`);
  const form = desk.getByRole("form", { name: `价格 ${sku}` });
  await form.getByLabel("价格（元）").fill(yuan);
  await form.getByRole("button", { name: "保存" }).click();
  await expect(desk.getByRole("main").getByRole("status").first()).toBeVisible();
}

/** Books a difference of stock: negative where units are gone. */
export async function adjustStock(desk: Page, slug: string, sku: string, units: number): Promise<void> {
  await desk.goto(`${demo.shop_url}/admin/products/${slug}`);
  const form = desk.getByRole("form", { name: `库存变动 ${sku}` });
  await form.getByLabel("类型").selectOption("adjust");
  await form.getByLabel("件数").fill(String(units));
  await form.getByLabel("原因").fill("浏览器测试");
  await form.getByRole("button", { name: "更新库存" }).click();
  await expect(desk.getByRole("main").getByRole("status").first()).toBeVisible();
}
