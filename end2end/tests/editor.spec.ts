// A product from the first words to its page, in one form whose buttons all keep the typed values.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";

/** A title that is unique to this run. */
const title = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

test("a product with two options is made, filled, previewed, published, renamed and archived", async ({ page, elsewhere }) => {
  const name = title("试杯");
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products`);
  await page.getByRole("link", { name: "新建商品" }).click();
  await page.getByLabel("中文名称").fill(name);
  await page.getByLabel("中文介绍").fill("手作。\n\n**耐热**");
  await page.getByLabel("规格名").nth(0).fill("颜色");
  await page.getByLabel("规格值").nth(0).fill("青瓷绿，月白，赭石");
  await page.getByLabel("规格名").nth(1).fill("容量");
  await page.getByLabel("规格值").nth(1).fill("大，小");
  await page.getByRole("button", { name: "生成规格" }).click();
  await expect(page.getByText("新增 6，保留 0，停用 0。")).toBeVisible();
  await expect(page.getByText("未保存").first()).toBeVisible();
  await expect(page.getByLabel("中文名称")).toHaveValue(name);

  await page.getByLabel("价格", { exact: true }).fill("58");
  await page.getByLabel("库存", { exact: true }).fill("7");
  await page.getByRole("button", { name: "填入" }).click();
  await page.getByRole("textbox", { name: "价格（元）：月白 小", exact: true }).fill("62.50");

  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.getByRole("heading", { name: "预览，买家看不到" })).toBeVisible();
  await expect(page.locator(".editor-preview strong")).toHaveText("耐热");
  await expect(page.getByRole("textbox", { name: "价格（元）：月白 小", exact: true })).toHaveValue("62.50");

  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布，买家现在可以看到。")).toBeVisible();
  const slug = await page.getByLabel("网址名").inputValue();
  const buyer = await elsewhere();
  await buyer.goto(`${demo.shop_url}/p/${slug}`);
  await expect(buyer.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(buyer.locator(".prose strong")).toHaveText("耐热");

  // The former URL redirects to the new one.
  await page.getByLabel("网址名").fill(`${slug}-x`);
  await desk.save(page);
  await buyer.goto(`${demo.shop_url}/p/${slug}`);
  await expect(buyer).toHaveURL(`${demo.shop_url}/p/${slug}-x`);

  await page.getByRole("button", { name: "下架" }).click();
  await expect(page.getByText("已下架，买家看不到了。")).toBeVisible();
  const gone = await buyer.goto(`${demo.shop_url}/p/${slug}-x`);
  expect([404, 410]).toContain(gone?.status());
});

test("a refused form keeps everything, and a copy is a product of its own", async ({ page }) => {
  const name = title("试茶");
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products/new`);
  await page.getByLabel("中文名称").fill(name);
  await page.getByLabel("价格（元）", { exact: true }).fill("cheap");
  await page.getByLabel("重量（克）").fill("350");
  // Enter presses 保存 (save).
  await page.getByLabel("中文名称").press("Enter");
  await expect(page.locator("#errors")).toContainText("请输入金额");
  await expect(page.getByLabel("中文名称")).toHaveValue(name);
  await expect(page.getByLabel("重量（克）")).toHaveValue("350");
  await page.getByLabel("价格（元）", { exact: true }).fill("12");
  await desk.save(page);
  const slug = await page.getByLabel("网址名").inputValue();

  await page.getByRole("button", { name: "复制商品" }).click();
  await expect(page.getByLabel("中文名称")).toHaveValue(name);
  await expect(page.getByLabel("网址名")).toHaveValue("");
  await desk.save(page);
  expect(await page.getByLabel("网址名").inputValue()).not.toBe(slug);
});

test("the second of two editors is told who was first, and keeps the typing", async ({ page, elsewhere }) => {
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products/new`);
  await page.getByLabel("中文名称").fill(title("试笔"));
  await page.getByLabel("价格（元）", { exact: true }).fill("50");
  await desk.save(page);
  const other = await elsewhere();
  await desk.ownerSignIn(other);
  await other.goto(page.url());
  await other.getByLabel("价格（元）", { exact: true }).fill("62");
  await desk.save(other);

  await page.getByLabel("价格（元）", { exact: true }).fill("58.00");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(page.getByText(/改为 .*62\.00.*你填的 .*58\.00.* 还在这里/)).toBeVisible();
  await expect(page.getByLabel("价格（元）", { exact: true })).toHaveValue("58.00");
  await desk.save(page);
  await other.reload();
  await expect(other.getByLabel("价格（元）", { exact: true })).toHaveValue("58.00");
});
