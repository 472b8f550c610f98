// What staff do on the admin pages, found by the visible labels.
import type { Page } from "@playwright/test";
import { demo } from "./demo";
import { sendForm } from "./form";
import { staffSignIn, trackingNumber } from "./shopper";
import { expect } from "./test";

/** Signs in as the owner, who may change products. */
export const ownerSignIn = (page: Page) => staffSignIn(page, demo.accounts.owner);

/** The row of a variant in the product editor, by its code. */
export const variant = (desk: Page, sku: string) => desk.getByRole("group", { name: new RegExp(`(^| )${sku}$`) });

/** Presses 保存 (save) and waits for the confirmation. */
export async function save(desk: Page): Promise<void> {
  await desk.getByRole("button", { name: "保存", exact: true }).click();
  await expect(desk.getByRole("main").getByText("已保存。")).toBeVisible();
}

/** Sets the price of a SKU, in yuan. */
export async function setPrice(desk: Page, slug: string, sku: string, yuan: string): Promise<void> {
  await desk.goto(`${demo.shop_url}/admin/products/${slug}`);
  await variant(desk, sku).getByLabel("价格（元）").fill(yuan);
  await save(desk);
}

/** Changes the stock by `units`, which may be negative. */
export async function adjustStock(desk: Page, slug: string, sku: string, units: number): Promise<void> {
  if (units === 0) return;
  await desk.goto(`${demo.shop_url}/admin/products/${slug}`);
  await variant(desk, sku).getByLabel("库存").fill(units < 0 ? String(units) : `+${units}`);
  await desk.getByLabel("改动原因").fill("浏览器测试");
  await save(desk);
}

/** Units of a SKU on hand, and how many of them orders reserve. */
export async function stock(desk: Page, slug: string, sku: string): Promise<[number, number]> {
  await desk.goto(`${demo.shop_url}/admin/products/${slug}`);
  const row = variant(desk, sku);
  const held = /占用 (\d+)/.exec(await row.innerText());
  return [Number(await row.getByLabel("库存").inputValue()), Number(held?.[1] ?? 0)];
}

/** The section of the settings with this heading. */
const section = (desk: Page, heading: string) => desk.getByRole("region", { name: heading, exact: true });

/** Changes fields of a section of the settings, by their labels. Returns what they held. */
export async function setSettings(desk: Page, heading: string, values: Record<string, string>): Promise<Record<string, string>> {
  await desk.goto(`${demo.shop_url}/admin/settings`);
  const before: Record<string, string> = {};
  for (const [label, value] of Object.entries(values)) {
    const field = section(desk, heading).getByLabel(label);
    before[label] = await field.inputValue();
    await field.fill(value);
  }
  await section(desk, heading).getByRole("button", { name: "保存", exact: true }).click();
  await expect(desk.getByRole("main").getByText("已保存。")).toBeVisible();
  return before;
}

/** Opens the refund of an order from a tab of the list of refunds. */
export async function openRefund(desk: Page, number: string, tab = "decide"): Promise<void> {
  await desk.goto(`${demo.shop_url}/admin/refunds?tab=${tab}`);
  await desk.getByRole("row", { name: number }).getByRole("link").click();
  await expect(desk.getByRole("heading", { level: 1 })).toContainText("退款");
}

/** Ships units of the first line of an order in one parcel; two orders cannot have the same number. */
export async function ship(desk: Page, number: string, units: number): Promise<void> {
  const fields = { "lines][0][qty": String(units), carrier: "sf", tracking_no: trackingNumber() };
  expect(await sendForm(desk, `/admin/orders/${number}`, "/api/admin/ship_order", fields)).toContain(number);
}
