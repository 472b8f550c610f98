// From an empty database to the first shopper: an owner names the shop, makes categories and a product with two options
// and photographs of a phone, and publishes it; a shopper finds it by its category and by a search.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import * as desk from "../support/desk";
import { openFresh, type Fresh } from "../support/fresh";
import { SECRET, takePhotographs, type Photographs } from "../support/photographs";

let fresh: Fresh;
let photographs: Photographs;

test.beforeEach(async () => {
  fresh = await openFresh();
  photographs = takePhotographs();
});
test.afterEach(async () => {
  photographs.close();
  await fresh.close();
});

const NAME = "山茶马克杯";

/** Opens the shop by the link of the first start. */
async function nameShop(page: Page): Promise<void> {
  await page.goto(fresh.firstRun);
  await page.getByLabel("手机号或邮箱").fill("keeper@example.com");
  await page.getByLabel("姓名").fill("王芳");
  await page.getByLabel("密码").fill("green-tea-in-the-morning");
  await page.getByLabel("店名").fill("山茶小店");
  await page.getByRole("button", { name: "创建店主并登录" }).click();
  await expect(page).toHaveURL(`${fresh.shopUrl}/admin`);
}

/** Makes a category, below the one with the slug `above`, if there is one. */
async function makeCategory(page: Page, name: string, above = ""): Promise<void> {
  await page.getByLabel("中文名称").fill(name);
  await page.getByLabel("上级分类").selectOption(above);
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await expect(page.getByRole("main").getByText("分类已保存。")).toBeVisible();
  await expect(page.getByRole("list", { name: "分类树" }).getByRole("link", { name, exact: true })).toBeVisible();
}

/** Expects these steps of the opening list to be done. */
async function expectDone(page: Page, ...steps: string[]): Promise<void> {
  await page.goto(`${fresh.shopUrl}/admin`);
  for (const step of steps) await expect(page.locator(".opening-steps li").filter({ hasText: `${step}，已完成` })).toBeVisible();
}

/** Applies the filter of a value. */
async function narrow(main: Locator, value: string): Promise<void> {
  const filters = main.locator("details.facets");
  if (!(await filters.getByLabel(value).isVisible())) await filters.locator("summary").click();
  await filters.getByLabel(value).check();
  await filters.getByRole("button", { name: "应用" }).click();
}

test("an owner opens a shop, and a shopper finds its first product", async ({ page, elsewhere }) => {
  test.slow();
  await nameShop(page);
  await page.getByRole("link", { name: "继续：分类" }).click();
  await makeCategory(page, "杯子");
  await makeCategory(page, "马克杯", "bei-zi");
  await expectDone(page, "店名", "分类");

  // One form: words, options, prices, photographs and category. No button loses what was typed elsewhere.
  await page.getByRole("link", { name: "继续：商品" }).click();
  await page.getByLabel("中文名称").fill(NAME);
  await page.getByLabel("中文介绍").fill("手作，**耐热**。");
  await page.locator("#f-category").selectOption("ma-ke-bei");
  await page.getByLabel("规格名").nth(0).fill("颜色");
  await page.getByLabel("规格值").nth(0).fill("青瓷绿，月白，赭石");
  await page.getByLabel("规格名").nth(1).fill("容量");
  await page.getByLabel("规格值").nth(1).fill("大，小");
  await page.getByRole("button", { name: "生成规格" }).click();
  await expect(page.getByText("新增 6，保留 0，停用 0。")).toBeVisible();
  await page.getByLabel("价格", { exact: true }).fill("58");
  await page.getByLabel("库存", { exact: true }).fill("7");
  await page.getByRole("button", { name: "填入" }).click();
  await page.getByLabel("选择图片").setInputFiles(photographs.files);
  await page.getByRole("button", { name: "上传图片" }).click();
  await expect(page.locator(".editor-picture")).toHaveCount(photographs.files.length);
  await page.getByLabel("图 1 说明").fill("杯身");
  await desk.save(page);
  await expectDone(page, "商品", "图片");

  // A draft is on no shelf.
  const buyer = await elsewhere();
  const main = buyer.getByRole("main");
  await buyer.goto(`${fresh.shopUrl}/c/bei-zi`);
  await expect(main.getByText("这里还没有商品。")).toBeVisible();
  await page.getByRole("link", { name: "继续：发布" }).click();
  await expect(page).toHaveURL(`${fresh.shopUrl}/admin/products?tab=draft`);
  await page.getByRole("main").getByRole("link", { name: NAME }).first().click();
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布，买家现在可以看到。")).toBeVisible();
  const slug = await page.getByLabel("网址名").inputValue();
  await expectDone(page, "发布");

  // By its category, from the front page on.
  await buyer.goto(`${fresh.shopUrl}/`);
  await buyer.getByRole("navigation", { name: "分类" }).getByRole("link", { name: "杯子", exact: true }).click();
  await expect(buyer.getByRole("heading", { level: 1 })).toHaveText("杯子");
  await narrow(main, "赭石");
  await expect(buyer).toHaveURL(/[?&]v=yan-se-zhe-shi/);
  await main.getByRole("link", { name: NAME }).click();
  await expect(buyer.getByRole("heading", { level: 1 })).toHaveText(NAME);
  await expect(buyer.getByRole("navigation", { name: "所在位置" }).getByRole("link", { name: "马克杯", exact: true })).toBeVisible();

  // The photographs are shown without what the phone wrote into them.
  const shown = main.locator(".gallery img");
  await expect(shown).toHaveCount(photographs.files.length);
  await expect(buyer.getByRole("img", { name: "杯身" })).toBeVisible();
  const source = await shown.first().getAttribute("src");
  const file = await buyer.request.get(new URL(source ?? "", fresh.shopUrl).href);
  expect(file.headers()["content-type"]).toBe("image/webp");
  expect((await file.body()).includes(SECRET)).toBe(false);

  // By a search: words, pinyin, and its initials.
  for (const q of ["马克杯", "makebei", "mkb"]) {
    const field = buyer.getByRole("search");
    await field.getByLabel("搜索商品").fill(q);
    await field.getByRole("button", { name: "搜索" }).click();
    await expect(main.getByRole("link", { name: NAME })).toHaveAttribute("href", `/p/${slug}`);
  }
});
