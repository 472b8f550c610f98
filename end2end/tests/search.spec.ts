// Search by Chinese words, pinyin, initials and code, and a search without results.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { catalogue } from "../support/catalogue";

for (const q of [catalogue.mugTitle, "马克杯", "makebei", "mkb", "mug-celadon", "MUG"]) {
  test(`「${q}」 finds the mug`, async ({ page }) => {
    await page.goto(demo.shop_url);
    await page.getByRole("search").getByLabel("搜索商品").fill(q);
    await page.getByRole("search").getByRole("button", { name: "搜索" }).click();
    await expect(page).toHaveURL(/\/search\?q=/);
    await page.getByRole("main").getByRole("link", { name: catalogue.mugTitle }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(catalogue.mugTitle);
  });
}

test("a slip of the pen leads to the word that was meant", async ({ page }) => {
  await page.goto(`${demo.shop_url}/search?q=${encodeURIComponent("马克被")}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("没有找到");
  await expect(main).toContainText("大家在买");
  await main.getByRole("link", { name: "马克杯", exact: true }).click();
  await expect(main.getByRole("link", { name: catalogue.mugTitle })).toBeVisible();
});

test("an empty search shows the categories and no error", async ({ page }) => {
  const answer = await page.goto(`${demo.shop_url}/search?q=`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("搜索");
});

test("a list of products is sorted and narrowed by one form", async ({ page }) => {
  await page.goto(`${demo.shop_url}/c`);
  const main = page.getByRole("main");
  const filters = main.locator("details.facets");
  if (!(await filters.getByLabel("排序").isVisible())) await filters.locator("summary").click();
  await filters.getByLabel("排序").selectOption({ label: "价格从低到高" });
  await filters.getByLabel("有货").check();
  await filters.getByRole("button", { name: "应用" }).click();
  await expect(page).toHaveURL(/sort=price_up/);
  await main.getByRole("link", { name: "去掉 有货" }).click();
  await expect(page).not.toHaveURL(/stock=1/);
});
