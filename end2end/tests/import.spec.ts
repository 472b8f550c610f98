// Goods from a sheet in the browser: mistakes by row, one confirmation, the products on sale, the same sheet again.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { takePhotographs } from "../support/photographs";
import { zip } from "../support/zip";

const HEADER = "网址名,中文名称,英文名称,分类,规格名,规格值,规格编码,价格（元）,划线价（元）,重量（克）,库存,状态";
const run = () => Math.random().toString(36).slice(2, 8);

/** Uploads a sheet and waits for what its check found. */
async function check(page: Page, name: string, rows: string[]): Promise<void> {
  await page.goto(`${demo.shop_url}/admin/products/import`);
  const buffer = Buffer.from([HEADER, ...rows].join("\r\n"));
  await page.getByLabel("表格", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "检查" }).click();
  await until(page, "待导入");
}

/** Refreshes until the import has this state, as somebody without scripts does. */
async function until(page: Page, state: string): Promise<void> {
  const chip = page.getByRole("main").locator(".chip").first();
  await expect(async () => {
    if ((await chip.innerText()) !== state) await page.reload();
    expect(await chip.innerText()).toBe(state);
  }).toPass({ timeout: 30_000 });
}

const count = (page: Page, name: string) => page.locator(".import-counts div").filter({ hasText: name }).locator("dd");
const row = (page: Page, number: number) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "有误" }) }).locator("tbody tr")
    .filter({ has: page.locator("th", { hasText: new RegExp(`^(行 )?${number}$`) }) });

test("a sheet with ten kinds of mistakes names each, and the right rows go on sale", async ({ page, elsewhere }) => {
  const id = run();
  await desk.ownerSignIn(page);
  const right = (n: number) => `sheet-${id}-${n},表格碗 ${id} ${n},Bowl ${n},,容量,大,${id}-${n}-L,58.00,,400,7,在售`;
  const rows = [
    right(1),
    right(2),
    `bad-${id}-1,坏价格,,,,,${id}-B1,free,,,1,在售`,
    `bad-${id}-2,零价格,,,,,${id}-B2,0,,,1,在售`,
    `bad-${id}-3,划线价太低,,,,,${id}-B3,58,40,,1,在售`,
    `bad-${id}-4,坏重量,,,,,${id}-B4,58,,heavy,1,在售`,
    `bad-${id}-5,坏库存,,,,,${id}-B5,58,,,many,在售`,
    `bad-${id}-6,坏状态,,,,,${id}-B6,58,,,1,maybe`,
    `bad-${id}-7,变成数字,,,,,1.2E+13,58,,,1,在售`,
    `bad-${id}-8,编码重复,,,,,${id}-1-L,58,,,1,在售`,
    `Bad Slug ${id},坏网址名,,,,,${id}-B9,58,,,1,在售`,
    `bad-${id}-10,分类太深,,一 > 二 > 三 > 四,,,${id}-B10,58,,,1,在售`,
  ];
  await check(page, `goods-${id}.csv`, rows);
  await expect(count(page, "新增")).toHaveText("2");
  await expect(count(page, "有误")).toHaveText("10");
  const told: [number, string, string][] = [
    [4, "价格（元）", "free"],
    [5, "价格（元）", "0"],
    [6, "划线价（元）", "40"],
    [7, "重量（克）", "heavy"],
    [8, "库存", "many"],
    [9, "状态", "maybe"],
    [10, "规格编码", "被改成了数字"],
    [11, "规格编码", `${id}-1-L`],
    [12, "网址名", `Bad Slug ${id}`],
    [13, "分类", "最多 3 级"],
  ];
  for (const [number, column, words] of told) {
    await expect(row(page, number), `row ${number}`).toContainText(column);
    await expect(row(page, number), `row ${number}`).toContainText(words);
  }
  const wrong = await page.context().request.get(await page.getByRole("link", { name: "下载有误的行" }).evaluate((link: HTMLAnchorElement) => link.href));
  expect((await wrong.text()).trim().split("\r\n")).toHaveLength(11);

  await page.getByRole("button", { name: "导入 2 行，跳过 10 行" }).click();
  await until(page, "已完成");
  await expect(page.getByText("已导入 2 行。")).toBeVisible();
  const buyer = await elsewhere();
  await buyer.goto(`${demo.shop_url}/p/sheet-${id}-1`);
  await expect(buyer.getByRole("heading", { level: 1 })).toHaveText(`表格碗 ${id} 1`);
  expect((await buyer.goto(`${demo.shop_url}/p/bad-${id}-1`))!.status()).toBe(404);

  // The same rows again, and one of them dearer.
  await check(page, `goods-${id}.csv`, [right(1), right(2).replace("58.00", "99.00")]);
  await expect(count(page, "无变化")).toHaveText("1");
  await expect(count(page, "有改动")).toHaveText("1");
  const change = page.locator("tbody tr").filter({ hasText: `${id}-2-L` });
  await expect(change).toContainText("¥58.00");
  await expect(change).toContainText("¥99.00");
  await expect(change).toContainText("价格变动超过 30%");
});

test("a sheet and a ZIP of photographs are one upload, and what is missing is named", async ({ page, elsewhere }) => {
  const id = run();
  const photographs = takePhotographs();
  try {
    const [upright, turned] = photographs.files.map((file) => readFileSync(file));
    const header = `${HEADER},图片,规格图片`;
    const cup = (n: number, values: string, pictures: string, own: string) =>
      `zip-${id},照片杯 ${id},,,颜色,${values},${id}-Z${n},58.00,,,5,在售,${pictures},${own}`;
    const rows = [
      cup(1, "青瓷绿", `front-${id}.jpg | lost-${id}.jpg | https://cdn.example.com/${id}.jpg`, `green-${id}.jpg`),
      cup(2, "月白", "", `broken-${id}.jpg`),
    ];
    const files = {
      [`杯子/FRONT-${id}.jpg`]: upright!,
      [`杯子/green-${id}.jpg`]: turned!,
      [`broken-${id}.jpg`]: Buffer.from("<html>no picture</html>"),
      [`notes-${id}.txt`]: Buffer.from("for the printer"),
    };
    await desk.ownerSignIn(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${demo.shop_url}/admin/products/import`);
    const sheet = { name: `cups-${id}.csv`, mimeType: "text/csv", buffer: Buffer.from([header, ...rows].join("\n")) };
    await page.getByLabel("表格", { exact: true }).setInputFiles(sheet);
    // A ZIP that is none is refused at its field, and the sheet need not be chosen again.
    const chooser = page.getByLabel("图片压缩包");
    await chooser.setInputFiles({ name: "cups.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") });
    await page.getByRole("button", { name: "检查" }).click();
    await expect(page.locator(".field-error")).toHaveText(/不是 ZIP/);
    await expect(page.getByText(`cups-${id}.csv`).first()).toBeVisible();
    await chooser.setInputFiles({ name: "cups.zip", mimeType: "application/zip", buffer: zip(files) });
    await page.getByRole("button", { name: "检查" }).click();
    await until(page, "待导入");

    await expect(page.getByText("已收图片 2 张。")).toBeVisible();
    const told: [string, string][] = [
      ["没有收的图片 1 张", `broken-${id}.jpg`],
      ["压缩包里没有的图片 1 张", `lost-${id}.jpg`],
      ["压缩包里表格没有提到的文件 1 个", `notes-${id}.txt`],
      ["写网址的图片 1 张", `https://cdn.example.com/${id}.jpg`],
    ];
    for (const [title, name] of told) {
      const list = page.locator("details").filter({ hasText: title });
      await expect(list.getByRole("listitem"), title).toContainText(name);
    }
    await expect(count(page, "新增")).toHaveText("2");
    await page.getByRole("button", { name: "导入 2 行" }).click();
    await until(page, "已完成");

    const buyer = await elsewhere();
    await buyer.goto(`${demo.shop_url}/p/zip-${id}`);
    const picture = buyer.locator("main .picture img").first();
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.goto(`${demo.shop_url}/admin/products/zip-${id}`);
    await expect(page.locator(".editor-picture")).toHaveCount(2);

    // The same sheet without its ZIP changes nothing.
    await page.goto(`${demo.shop_url}/admin/products/import`);
    await page.getByLabel("表格", { exact: true }).setInputFiles(sheet);
    await page.getByRole("button", { name: "检查" }).click();
    await until(page, "待导入");
    await expect(count(page, "无变化")).toHaveText("2");
    await expect(page.getByText("没有要导入的行。")).toBeVisible();
  } finally {
    photographs.close();
  }
});

test("on a phone each refused cell shows its reason without scrolling sideways", async ({ page }) => {
  const id = run();
  await desk.ownerSignIn(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const long = `${"very-long-value-".repeat(6)}${id}`;
  await check(page, `${id}.csv`, [`bad-${id},坏价格,,,,,${id}-P,${long},,,1,在售`, `bad-${id}-2,坏状态,,,,,${id}-S,58,,,1,maybe`]);
  for (const [number, words] of [[2, "元"], [3, "已下架"]] as const) {
    const entry = row(page, number);
    await expect(entry).toContainText(words);
    const reason = entry.locator("td").last();
    await expect(reason).toBeVisible();
    const box = (await reason.boundingBox())!;
    expect(box.x, "left edge").toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, "right edge").toBeLessThanOrEqual(390);
  }
  const frame = page.locator(".import-rows .scroll").first();
  expect(await frame.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
});

test("another file than a sheet is refused at its field", async ({ page }) => {
  await desk.ownerSignIn(page);
  await page.goto(`${demo.shop_url}/admin/products`);
  await page.getByRole("link", { name: "导入商品" }).click();
  await page.getByRole("button", { name: "检查" }).click();
  await expect(page.locator("#errors")).toContainText("表格");
  await page.getByLabel("表格", { exact: true }).setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await page.getByRole("button", { name: "检查" }).click();
  await expect(page.locator(".field-error")).toContainText("认不出表头");
});
