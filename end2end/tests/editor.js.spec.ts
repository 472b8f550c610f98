// What the island of the product editor adds: filling in place, going down a column, dragging pictures, asking before typing
// is lost.
import type { Dialog, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { takePhotographs } from "../support/photographs";

const mug = `${demo.shop_url}/admin/products/stoneware-mug`;
const create = `${demo.shop_url}/admin/products/new`;

const mark = (page: Page) => page.locator(".desk-state").getByText("未保存");
const price = (page: Page, name: string) => page.getByRole("textbox", { name: `价格（元）：${name}`, exact: true });
const title = () => `试岛 ${Math.random().toString(36).slice(2, 8)}`;

/** Waits until the island is there; events before that are the server's. */
const live = (page: Page) => page.waitForLoadState("networkidle");

/** The form of a new product with three colours in two sizes. */
async function newProduct(page: Page): Promise<void> {
  await desk.ownerSignIn(page);
  await page.goto(create);
  await page.getByLabel("中文名称").fill(title());
  await page.getByLabel("规格名").nth(0).fill("颜色");
  await page.getByLabel("规格值").nth(0).fill("青瓷绿，月白，赭石");
  await page.getByLabel("规格名").nth(1).fill("容量");
  await page.getByLabel("规格值").nth(1).fill("大，小");
  await page.getByRole("button", { name: "生成规格" }).click();
  await expect(page.getByText("新增 6，保留 0，停用 0。")).toBeVisible();
  await live(page);
}

/** Marks the page that is shown now; the result tells whether it is still the same. */
async function remember(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => void ((globalThis as any).samePage = true));
  return () => page.evaluate(() => (globalThis as any).samePage === true);
}

test("rows are filled in place, and the form is marked", async ({ page }) => {
  await newProduct(page);
  const isSame = await remember(page);
  const said = page.locator(".matrix-said");
  const fillPrice = page.getByLabel("价格", { exact: true });
  const fillStock = page.getByLabel("库存", { exact: true });
  const fill = page.getByRole("button", { name: "填入" });
  await fillPrice.fill("58");
  await fillStock.fill("7");
  await fill.click();
  await expect(said).toHaveText("已填入 6 行。");
  await expect(said).toHaveAttribute("role", "status");
  await expect(fill).toBeFocused();
  await expect(price(page, "青瓷绿 大")).toHaveValue("58");
  await expect(price(page, "赭石 小")).toHaveValue("58");
  await expect(page.getByRole("textbox", { name: "库存：赭石 小", exact: true })).toHaveValue("7");
  await expect(fillPrice).toHaveValue("");
  await expect(fillStock).toHaveValue("");

  // One value. Enter fills as the button does; what is not typed stays.
  await page.getByLabel("填到").selectOption({ label: "月白" });
  await fillPrice.fill("62.50");
  await expect(said).toHaveText("");
  await fillPrice.press("Enter");
  await expect(said).toHaveText("已填入 2 行。");
  await expect(price(page, "月白 大")).toHaveValue("62.50");
  await expect(price(page, "月白 小")).toHaveValue("62.50");
  await expect(price(page, "青瓷绿 小")).toHaveValue("58");
  await expect(page.getByRole("textbox", { name: "库存：月白 小", exact: true })).toHaveValue("7");
  await expect(page.getByLabel("填到")).toHaveValue("");
  expect(await isSame(), "no page was loaded").toBe(true);
  await expect(mark(page)).toBeVisible();

  // With options of which there are no rows yet, the server makes and fills them.
  await page.getByLabel("规格值").nth(1).fill("大，中，小");
  await fillPrice.fill("60");
  await fill.click();
  await expect(price(page, "月白 中")).toHaveValue("60");
  expect(await isSame(), "a new page").toBe(false);
  await desk.save(page);
  await expect(price(page, "青瓷绿 大")).toHaveValue("60.00");
  await expect(mark(page)).toBeHidden();
});

test("Enter and the arrows go through a column, Tab through a row", async ({ page }) => {
  await newProduct(page);
  const isSame = await remember(page);
  const first = price(page, "青瓷绿 大");
  const second = price(page, "青瓷绿 小");
  const third = price(page, "月白 大");
  const last = price(page, "赭石 小");
  await first.fill("58");
  await first.press("Enter");
  await expect(second).toBeFocused();
  await page.keyboard.type("59");
  await page.keyboard.press("ArrowDown");
  await expect(third).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(second).toBeFocused();
  // The text is selected, so typing replaces it.
  await page.keyboard.type("61");
  await expect(second).toHaveValue("61");
  await page.keyboard.press("Shift+Enter");
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(first).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "库存：青瓷绿 大", exact: true })).toBeFocused();

  // A folded group opens for its row. After the last row the focus stays, and nothing is posted.
  await page.locator("summary").filter({ hasText: "赭石" }).click();
  await expect(last).toBeHidden();
  await price(page, "月白 小").press("Enter");
  await expect(price(page, "赭石 大")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(last).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(last).toBeFocused();
  expect(await isSame(), "no page was loaded").toBe(true);
});

test("pictures are put in order by dragging, and the order is saved", async ({ page }) => {
  await newProduct(page);
  // A variant without a price is not stored, nor is its picture.
  await page.getByLabel("价格", { exact: true }).fill("58");
  await page.getByRole("button", { name: "填入" }).click();
  await expect(price(page, "赭石 小")).toHaveValue("58");
  const photographs = takePhotographs();
  try {
    await page.getByLabel("选择图片").setInputFiles(photographs.files.slice(0, 3));
    await page.getByRole("button", { name: "上传图片" }).click();
    await expect(page.locator(".editor-picture")).toHaveCount(3);
  } finally {
    photographs.close();
  }
  await expect(page.locator(".editor-pictures-live")).toBeVisible();
  const isSame = await remember(page);
  const alt = (place: number) => page.getByLabel(`图 ${place} 说明`);
  await alt(1).fill("甲");
  await alt(2).fill("乙");
  await alt(3).fill("丙");
  const words = () => Promise.all([1, 2, 3].map((place) => alt(place).inputValue()));
  const thumb = (place: number) => page.locator(".editor-picture .thumb").nth(place - 1);
  const files = () => Promise.all([1, 2, 3].map((place) => thumb(place).locator("img").getAttribute("src")));
  const keys = () => Promise.all([0, 1, 2].map((place) => page.locator(`[name="form[pictures][${place}][key]"]`).inputValue()));
  const [one, two, three] = await keys();
  const [first, second, third] = await files();
  const cover = page.getByLabel("青瓷绿 的图片");
  await cover.selectOption({ label: "图 3" });
  const chosen = cover.locator("option:checked");

  await thumb(3).dragTo(thumb(1));
  await expect.poll(words).toEqual(["丙", "甲", "乙"]);
  expect(await keys()).toEqual([three, one, two]);
  expect(await files()).toEqual([third, first, second]);
  await expect(chosen).toHaveText("图 1");
  await expect(page.locator(".editor-picture-held")).toHaveCount(0);

  // Escape brings a picture back that is still held.
  await thumb(1).hover();
  await page.mouse.down();
  await thumb(3).hover();
  await expect.poll(words).toEqual(["甲", "乙", "丙"]);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect.poll(words).toEqual(["丙", "甲", "乙"]);
  await expect(chosen).toHaveText("图 1");
  expect(await isSame(), "no page was loaded").toBe(true);

  // The buttons are there as before.
  await page.getByRole("button", { name: "图 3 前移" }).click();
  await expect(alt(2)).toHaveValue("乙");
  await desk.save(page);
  expect(await words()).toEqual(["丙", "乙", "甲"]);
  await expect(chosen).toHaveText("图 1");
});

test("typing is not lost without a question", async ({ page }) => {
  await desk.ownerSignIn(page);
  await page.goto(mug);
  await live(page);
  const asked: string[] = [];
  let answer = (dialog: Dialog) => dialog.dismiss();
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void answer(dialog);
  });
  const leave = () => page.getByRole("main").getByRole("link", { name: "商品", exact: true }).click();

  // Nothing was typed.
  await page.getByLabel("改动原因").click();
  await leave();
  await expect(page).toHaveURL(/\/admin\/products$/);
  await page.goto(mug);
  await live(page);
  await expect(mark(page)).toBeHidden();
  await page.getByLabel("改动原因").click();
  await page.keyboard.type("盘点");
  await expect(mark(page)).toBeVisible();
  expect(asked).toEqual([]);

  await leave();
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page).toHaveURL(mug);
  await expect(page.getByLabel("改动原因")).toHaveValue("盘点");

  // The form's own buttons ask nothing, and what comes back from the server is as unsaved as before.
  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.locator(".editor-preview")).toBeVisible();
  expect(asked).toHaveLength(1);
  await live(page);
  await expect(mark(page)).toBeVisible();
  await page.getByLabel("改动原因").click();
  answer = (dialog) => dialog.accept();
  await leave();
  await expect(page).toHaveURL(/\/admin\/products$/);
  expect(asked).toEqual(["beforeunload", "beforeunload"]);
});
