// Prices and stock of many variants on one page, bulk actions, the low-stock view, the stock history of a variant.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { overflow } from "../support/look";

const tea = { slug: "spring-tea", sku: "TEA-250G", title: "春茶 · 罐装" };
const edit = `${demo.shop_url}/admin/products?q=${tea.sku}&edit=1`;

test("stock, threshold and price are checked, saved together and told in the history", async ({ page }) => {
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products?q=${tea.sku}`);
  await page.getByRole("link", { name: "改价与库存" }).click();
  const row = page.locator(".sheet-row").filter({ hasText: tea.sku });
  const before = Number(await row.getByLabel(/^在库/).inputValue());
  const price = await row.getByLabel(/^价格（元）/).inputValue();
  await row.getByLabel(/^在库/).fill("+5");
  await row.getByLabel(/^库存预警/).fill("1000");
  await row.getByLabel(/^价格（元）/).fill("100");
  await page.getByLabel("库存变动的原因").fill("浏览器测试");
  // Enter presses the first submit button, which must not save.
  await page.getByLabel("库存变动的原因").press("Enter");
  const plan = page.locator(".plan");
  await expect(plan).toContainText(`${before} → ${before + 5}`);
  await expect(plan).toContainText("降价超过 30%");
  try {
    await plan.getByRole("button", { name: "保存 1 项" }).click();
    await expect(page.getByRole("main").getByRole("status")).toContainText("已保存 1 项。");
    await expect(row.getByLabel(/^在库/)).toHaveValue(String(before + 5));

    await page.goto(`${demo.shop_url}/admin`);
    await page.getByRole("link", { name: /库存不足/ }).click();
    await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: tea.title }).last()).toBeVisible();
    await page.goto(`${demo.shop_url}/admin/stock/${tea.sku}`);
    const newest = page.locator(".move").first();
    await expect(newest).toContainText("入库");
    await expect(newest).toContainText(`+5 → ${before + 5}`);
    await expect(newest).toContainText("浏览器测试");
  } finally {
    await page.goto(edit);
    await row.getByLabel(/^库存预警/).fill("");
    await row.getByLabel(/^价格（元）/).fill(price);
    await row.getByLabel(/^在库/).fill(String(before));
    await page.getByRole("button", { name: "检查改动" }).click();
    await plan.getByRole("button", { name: "保存 1 项" }).click();
    await expect(page.getByRole("main").getByRole("status")).toContainText("已保存 1 项。");
  }
});

test("a cell that cannot be read keeps everything that was typed", async ({ page }) => {
  await desk.ownerSignIn(page);
  await page.goto(edit);
  const row = page.locator(".sheet-row").filter({ hasText: tea.sku });
  await row.getByLabel(/^在库/).fill("twelve");
  await row.getByLabel(/^价格（元）/).fill("199");
  await page.getByRole("button", { name: "检查改动" }).click();
  await expect(page.locator("#errors")).toContainText("请填盘点的件数");
  await expect(row.getByLabel(/^在库/)).toHaveValue("twelve");
  await expect(row.getByLabel(/^价格（元）/)).toHaveValue("199");
  await expect(page.getByRole("button", { name: /^保存/ })).toHaveCount(0);
});

test("ticked products are archived and published again", async ({ page, elsewhere }) => {
  await desk.ownerSignIn(page);
  const shopper = await elsewhere();
  const tick = () => page.getByRole("checkbox", { name: `选中 ${tea.title}` });
  await page.goto(`${demo.shop_url}/admin/products?q=${tea.slug}`);
  await tick().check();
  await page.getByRole("button", { name: "下架" }).click();
  await expect(page.getByRole("main")).toContainText("将下架 1 件");
  await page.getByRole("button", { name: "下架 1 件" }).click();
  try {
    await expect(page.getByRole("main").getByRole("status")).toContainText("已下架 1 件。");
    expect((await shopper.goto(`${demo.shop_url}/p/${tea.slug}`))!.status()).not.toBe(200);
  } finally {
    await page.goto(`${demo.shop_url}/admin/products?q=${tea.slug}`);
    await tick().check();
    await page.getByRole("button", { name: "发布" }).click();
    await page.getByRole("button", { name: "发布 1 件" }).click();
    await expect(page.getByRole("main").getByRole("status")).toContainText("已发布 1 件。");
  }
  expect((await shopper.goto(`${demo.shop_url}/p/${tea.slug}`))!.status()).toBe(200);
});

test("no list is wider than a phone", async ({ elsewhere }) => {
  const phone = await elsewhere({ viewport: { width: 390, height: 800 } });
  await desk.ownerSignIn(phone);
  for (const address of ["/admin/products", "/admin/products?edit=1", `/admin/stock/${tea.sku}`]) {
    await phone.goto(demo.shop_url + address);
    expect(await overflow(phone), address).toMatchObject({ by: 0 });
  }
  await phone.goto(`${demo.shop_url}/admin/products`);
  await expect(phone.locator(".scroll")).toHaveCount(0);
});
