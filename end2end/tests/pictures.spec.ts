// Pictures of a product: upload while typing, sort, describe, remove.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";

/** A PNG of one pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const file = (name: string, buffer = PNG) => ({ name, mimeType: "image/png", buffer });

test("pictures are uploaded, put in order and shown; a bad file is named", async ({ page, elsewhere }) => {
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products/new`);
  await page.getByLabel("中文名称").fill(`试图 ${Math.random().toString(36).slice(2, 8)}`);
  await page.getByLabel("价格（元）", { exact: true }).fill("9.90");
  const heic = file("IMG_7.HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"));
  await page.getByLabel("选择图片").setInputFiles([file("a.png"), heic, file("b.png")]);
  await page.getByRole("button", { name: "上传图片" }).click();
  await expect(page.getByText("IMG_7.HEIC")).toBeVisible();
  await expect(page.locator(".editor-picture")).toHaveCount(2);
  await expect(page.getByLabel("价格（元）", { exact: true })).toHaveValue("9.90");

  await page.getByLabel("图 2 说明").fill("杯口");
  await page.getByRole("button", { name: "图 2 前移" }).click();
  await expect(page.getByLabel("图 1 说明")).toHaveValue("杯口");
  // Upload and save in one step.
  await page.getByLabel("选择图片").setInputFiles([file("c.png")]);
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布，买家现在可以看到。")).toBeVisible();
  await expect(page.locator(".editor-picture")).toHaveCount(3);
  await page.getByRole("button", { name: "移除图 3" }).click();
  await desk.save(page);
  await expect(page.locator(".editor-picture")).toHaveCount(2);

  const buyer = await elsewhere();
  await buyer.goto(`${demo.shop_url}/p/${await page.getByLabel("网址名").inputValue()}`);
  await expect(buyer.getByRole("img", { name: "杯口" })).toBeVisible();
});
