// Alipay's bill of a day against the books: a day that agrees, then the same bill with rows that lack, differ and are foreign.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { ownerSignIn } from "../support/desk";
import * as shop from "../support/shopper";
import { bill, falsify, nextDay, today, trade } from "../support/simulator";
import { catalogue } from "../support/catalogue";

const recon = `${demo.shop_url}/admin/recon`;
const FOREIGN = "ANOTHER-SHOPS-ORDER";

let date = "";

test.afterEach(async () => {
  await falsify(date);
});

/** A paid order of one mug, 76.00 with shipping. Returns the number of the order and that of its payment. */
async function pay(page: Page): Promise<[string, string]> {
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  const attempt = await shop.attemptNumber(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");
  return [number, attempt];
}

/** Uploads the bill of the day as the gateway has it now. */
async function upload(desk: Page): Promise<void> {
  await desk.goto(recon);
  const file = { name: `${date}.csv.zip`, mimeType: "application/zip", buffer: await bill(date) };
  await desk.getByLabel("账单文件").setInputFiles(file);
  await desk.getByRole("button", { name: "上传账单" }).click();
  await expect(day(desk)).toContainText("已核对");
}

const day = (desk: Page) => desk.getByRole("region", { name: "每日账单" }).getByRole("row", { name: date });
const open = (desk: Page) => desk.getByRole("region", { name: /^待处理差异/ });
const card = (desk: Page, ...told: string[]) =>
  told.reduce((cards, words) => cards.filter({ hasText: words }), open(desk).locator("li.refund"));
const ended = (desk: Page, number: string) =>
  desk.getByRole("region", { name: "已处理的差异" }).getByRole("row").filter({ hasText: number });

test("a day that agrees has no differences; each falsified row is one, until the true bill comes", async ({ page, elsewhere }) => {
  test.setTimeout(90_000);
  await nextDay();
  date = await today();
  await shop.register(page);
  const [order, missing] = await pay(page);
  const [, different] = await pay(page);
  const [refunded, returned] = await pay(page);
  await shop.requestRefund(page, refunded, "不想要了");
  const desk = await elsewhere();
  await ownerSignIn(desk);
  await desk.goto(`${demo.shop_url}/admin/refunds`);
  await desk.getByRole("row", { name: refunded }).getByRole("link").click();
  await desk.getByRole("button", { name: "同意退款" }).first().click();
  await page.goto(shop.statusPage(refunded));
  await shop.waitForLabel(page, "已退款", 20);
  const request = (await trade(returned)).refunds[0].out_request_no as string;

  // A day that is not over has no bill yet.
  await falsify(date);
  await desk.goto(recon);
  const early = { name: "early.zip", mimeType: "application/zip", buffer: await bill(date) };
  await desk.getByLabel("账单文件").setInputFiles(early);
  await desk.getByRole("button", { name: "上传账单" }).click();
  await expect(desk.locator(".field-error")).toBeVisible();
  await expect(day(desk)).toHaveCount(0);

  await nextDay();
  await ownerSignIn(desk);
  await upload(desk);
  const figures = await day(desk).getByRole("cell").allInnerTexts();
  expect(figures.slice(1), "lines, received, refunds, fees, differences").toEqual(["4", "¥228.00", "¥76.00", "¥1.35", "0"]);
  expect(figures[0]).toContain("上传");
  await expect(open(desk)).toContainText(`${date.slice(5)} 账单与账目一致，4 笔。`);
  for (const number of [missing, different, returned]) await expect(card(desk, number)).toHaveCount(0);

  await falsify(date, {
    missing: [{ out_trade_no: missing }],
    extra: [{ out_trade_no: FOREIGN, amount: "58.00" }],
    different: [
      { out_trade_no: different, amount: "75.99" },
      { out_trade_no: returned, out_request_no: request, amount: "70.00" },
    ],
  });
  await upload(desk);
  const cells = await day(desk).getByRole("cell").allInnerTexts();
  expect(cells[5], "differences of the day").toBe("4");
  await expect(open(desk).locator("li.refund").filter({ hasText: date })).toHaveCount(4);
  const lacks = card(desk, missing, "账单没有");
  await expect(lacks.locator("dl")).toContainText(/本店.*¥76\.00.*支付宝.*–/s);
  await expect(card(desk, FOREIGN, "本店没有").locator("dl")).toContainText(/本店.*–.*支付宝.*¥58\.00/s);
  await expect(card(desk, different, "金额不同", "收款").locator("dl")).toContainText(/本店.*¥76\.00.*支付宝.*¥75\.99.*差.*¥0\.01/s);
  await expect(card(desk, request, "金额不同", "退款").locator("dl")).toContainText(/本店.*¥76\.00.*支付宝.*¥70\.00.*差.*¥6\.00/s);
  // A difference leads to its order.
  await lacks.getByRole("link", { name: order }).click();
  await expect(desk).toHaveURL(`${demo.shop_url}/admin/orders/${order}`);

  // Closing needs a reason that says something, moves no money and can be undone.
  await desk.goto(recon);
  const foreign = card(desk, FOREIGN);
  await foreign.getByLabel("说明").fill("x");
  await foreign.getByRole("button", { name: "关闭差异 ¥58.00" }).click();
  await expect(desk.locator("#errors")).toContainText("说明");
  await expect(foreign.getByLabel("说明")).toHaveValue("x");
  await foreign.getByLabel("说明").fill("另一家店的收款");
  await foreign.getByRole("button", { name: "关闭差异 ¥58.00" }).click();
  await expect(desk.getByRole("status").first()).toContainText("差异已关闭");
  await expect(foreign).toHaveCount(0);
  await expect(ended(desk, FOREIGN)).toContainText("另一家店的收款");
  await ended(desk, FOREIGN).getByRole("button", { name: "重新打开" }).click();
  await expect(foreign).toContainText("¥58.00");
  await lacks.getByLabel("说明").fill("等更正后的账单");
  await lacks.getByRole("button", { name: /^关闭差异/ }).click();
  await expect(ended(desk, missing)).toContainText("已关闭");
  await page.goto(shop.statusPage(order));
  await shop.expectLabel(page, "待发货");

  // The true bill of the day settles what is left; nothing was booked twice.
  await falsify(date);
  await upload(desk);
  expect(await day(desk).getByRole("cell").allInnerTexts()).toEqual(figures);
  await expect(open(desk).locator("li.refund").filter({ hasText: date })).toHaveCount(0);
  for (const number of [FOREIGN, different, request]) await expect(ended(desk, number)).toContainText("已一致");
});
