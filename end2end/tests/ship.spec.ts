// 40 paid orders in the morning: narrowed, printed, shipped in bulk by pasted numbers and by a sheet.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";

const ORDERS = 40;
const HALF = ORDERS / 2;
const PROVINCE = "青海省";

/** Two orders have a note, two others two units; each goes to another person. */
const WANTED: shop.Wanted[] = Array.from({ length: ORDERS }, (_, place) => ({
  qty: place % HALF === 3 ? 2 : 1,
  fields: {
    contact_name: `收件人 ${place + 1}`,
    contact_phone: `139${String(20_000_000 + place)}`,
    region: `${PROVINCE} 西宁市 城中区`,
    buyer_note: place % HALF === 7 ? "请包好" : "",
  },
}));
const UNITS = WANTED.reduce((sum, { qty }) => sum + qty, 0);

const list = (staff: Page) => staff.locator(".goods-row");
const check = (staff: Page) => staff.getByRole("button", { name: "检查", exact: true });
const plan = (staff: Page) => staff.locator(".plan");
const row = (staff: Page, number: string) => staff.locator(".ship-row").filter({ hasText: number });

/** Opens the orders to ship by the navigation and narrows them to those of this test. */
async function morning(staff: Page): Promise<void> {
  await staff.goto(`${demo.shop_url}/admin`);
  await staff.getByRole("navigation").getByRole("link", { name: /^订单/ }).first().click();
  await staff.getByRole("navigation", { name: "订单视图" }).getByRole("link", { name: "待发货", exact: true }).click();
  await staff.getByLabel("省份").fill(PROVINCE);
  await staff.getByLabel("含商品").fill(catalogue.candleTitle);
  await staff.getByRole("button", { name: "筛选", exact: true }).click();
}

/** How many orders the list has with one more tick of the filter. */
async function narrowed(staff: Page, tick: string): Promise<number> {
  await staff.getByLabel(tick).check();
  await staff.getByRole("button", { name: "筛选", exact: true }).click();
  const found = await list(staff).count();
  await staff.getByLabel(tick).uncheck();
  await staff.getByRole("button", { name: "筛选", exact: true }).click();
  return found;
}

test("40 orders are printed, shipped by pasted numbers and by a sheet, and the sheet again changes nothing", async ({ page, elsewhere }) => {
  test.setTimeout(180_000);
  await shop.register(page);
  const numbers = await shop.paidOrders(page, catalogue.candle, WANTED);
  const staff = await elsewhere();
  await desk.ownerSignIn(staff);
  const [onHand] = await desk.stock(staff, catalogue.candle, catalogue.candleSku);

  await morning(staff);
  await expect(list(staff)).toHaveCount(ORDERS);
  // The oldest payment first.
  await expect(list(staff).first()).toContainText(numbers[0]!);
  expect(await narrowed(staff, "有留言")).toBe(2);
  expect(await narrowed(staff, "只有一件")).toBe(ORDERS - 2);

  await test.step("the pick list and the packing slips", async () => {
    await staff.getByRole("link", { name: "全选本页" }).click();
    await expect(list(staff).getByRole("checkbox", { checked: true })).toHaveCount(ORDERS);
    const all = staff.url();
    await staff.getByRole("button", { name: "打印配货单" }).click();
    await expect(staff.getByRole("heading", { level: 1 })).toHaveText("配货单");
    const pick = staff.getByRole("row").filter({ hasText: catalogue.candleSku });
    await expect(pick).toContainText(`${catalogue.candleTitle} 桂花`);
    await expect(pick.getByRole("cell", { name: String(UNITS), exact: true })).toBeVisible();
    for (const number of numbers) await expect(pick).toContainText(number);
    await staff.goto(all);
    await staff.getByRole("button", { name: "打印发货单" }).click();
    await expect(staff.locator(".slip")).toHaveCount(ORDERS);
    const slip = staff.locator(".slip").filter({ hasText: numbers[7]! });
    for (const words of ["收件人 8", "139****0007", PROVINCE, "请包好", catalogue.candleTitle]) await expect(slip).toContainText(words);
    await expect(staff.getByRole("main")).not.toContainText(/139\d{8}/);
  });

  await test.step("the first half by ticks and pasted numbers", async () => {
    await morning(staff);
    for (const number of numbers.slice(0, HALF)) await staff.getByRole("checkbox", { name: `选中 ${number}` }).check();
    await staff.getByRole("button", { name: "批量发货" }).click();
    await expect(staff.locator(".ship-row")).toHaveCount(HALF);
    await staff.getByLabel("物流公司（下面没有另选的订单）").selectOption({ label: "中通快递" });
    const pasted = numbers.slice(0, HALF).map(() => shop.trackingNumber("77"));
    await staff.getByLabel("粘贴运单号").fill(pasted.slice(1).join("\n"));
    await check(staff).click();
    await expect(staff.locator("#errors")).toContainText("粘贴了 19 个，选了 20 单。");
    await expect(staff.getByLabel("粘贴运单号")).toHaveValue(pasted.slice(1).join("\n"));
    await staff.getByLabel("粘贴运单号").fill(pasted.join("\n"));
    await check(staff).click();
    await expect(plan(staff)).toContainText("可发 20 · 有误 0");
    await expect(row(staff, numbers[5]!).getByLabel(/运单号$/)).toHaveValue(pasted[5]!);
    // Checking ships nothing.
    await page.goto(shop.statusPage(numbers[5]!));
    await shop.expectLabel(page, "待发货");
    await staff.getByRole("button", { name: "发货 20 单" }).click();
    await expect(staff.getByRole("main").getByText("已发货 20 单。")).toBeVisible();
    await page.reload();
    await shop.expectLabel(page, "待收货");
    await expect(page.locator(".parcel")).toContainText(`中通快递`);
    await expect(page.locator(".parcel")).toContainText(pasted[5]!);
  });

  const lines = numbers.slice(HALF).map((number) => `${number},圆通,${shop.trackingNumber("YT")}`);
  const wrong = lines.map((line, place) => (place === 4 ? line.replace("圆通", "圆圆") : line));
  const upload = async (rows: string[]) => {
    await staff.goto(`${demo.shop_url}/admin/orders/ship`);
    const buffer = Buffer.from(`\uFEFF订单号,物流公司,运单号\r\n${rows.join("\r\n")}\r\n`);
    await staff.getByLabel("表格", { exact: true }).setInputFiles({ name: "运单.csv", mimeType: "text/csv", buffer });
    await check(staff).click();
  };

  await test.step("the other half by a sheet with a mistake, which holds no other order back", async () => {
    await upload(wrong);
    await expect(plan(staff)).toContainText("可发 19 · 有误 1");
    await expect(row(staff, numbers[HALF + 4]!)).toContainText("没有这家物流公司");
    await expect(row(staff, numbers[HALF + 5]!)).toContainText("可发");
    // Checked once more it is still wrong: an unknown carrier does not become another one.
    await check(staff).click();
    await expect(plan(staff)).toContainText("可发 19 · 有误 1");
    await expect(row(staff, numbers[HALF + 4]!).getByLabel(/物流公司$/)).toHaveValue("圆圆");
    await staff.getByRole("button", { name: "发货 19 单" }).click();
    await expect(staff.getByRole("main").getByText("已发货 19 单。")).toBeVisible();
    await morning(staff);
    await expect(list(staff)).toHaveCount(1);
    await expect(list(staff)).toContainText(numbers[HALF + 4]!);
  });

  await test.step("the sheet again ships what is left; once more, it changes nothing", async () => {
    await upload(lines);
    await expect(plan(staff)).toContainText("可发 1 · 有误 0");
    await expect(plan(staff)).toContainText("19 单已发货，跳过。");
    await staff.getByRole("button", { name: "发货 1 单" }).click();
    await expect(staff.getByRole("main").getByText("已发货 1 单。")).toBeVisible();
    await upload(lines);
    await expect(plan(staff)).toContainText("可发 0 · 有误 0");
    await expect(plan(staff)).toContainText("20 单已发货，跳过。");
    await expect(staff.getByText("已发货，跳过", { exact: true })).toHaveCount(HALF);
    await expect(staff.getByRole("button", { name: /^发货/ })).toHaveCount(0);
    await morning(staff);
    await expect(list(staff)).toHaveCount(0);
    await page.goto(shop.statusPage(numbers[HALF]!));
    await expect(page.locator(".parcel")).toHaveCount(1);
    await expect(page.locator(".parcel")).toContainText(lines[0]!.split(",")[2]!);
  });

  // 42 units left the shop, and no order reserves one any more.
  expect(await desk.stock(staff, catalogue.candle, catalogue.candleSku)).toEqual([onHand - UNITS, 0]);
  await desk.adjustStock(staff, catalogue.candle, catalogue.candleSku, UNITS);
});
