// Above the limit two persons decide a refund: one agrees, another sends it. Below it one is enough.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";
import { trade } from "../support/simulator";
import { catalogue } from "../support/catalogue";

const LIMIT = "超过多少元需两人同意";

/** The settings before a journey. */
let before: Record<string, string> | undefined;

test.afterEach(async ({ elsewhere }) => {
  if (!before) return;
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  await desk.setSettings(owner, "退款与退货", before);
  before = undefined;
});

/** Orders and pays three mugs, 204.00. Returns the number of the order and that of its payment. */
async function threeMugs(page: Parameters<typeof shop.paidOrder>[0]): Promise<[string, string]> {
  await shop.addToCart(page, catalogue.mug, 3);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  const attempt = await shop.attemptNumber(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");
  return [number, attempt];
}

test("the same person cannot agree twice, not even on a page from before", async ({ page, elsewhere }) => {
  const [owner, clerk] = [await elsewhere(), await elsewhere()];
  await desk.ownerSignIn(owner);
  before = await desk.setSettings(owner, "退款与退货", { [LIMIT]: "100" });
  await shop.register(page);
  const [number, attempt] = await threeMugs(page);
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  await page.getByLabel("件数").selectOption({ label: "3 件 ¥204.00" });
  await page.getByLabel("不想要了").check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await shop.expectLabel(page, "退款待审核");

  await shop.staffSignIn(clerk, demo.accounts.staff);
  await desk.openRefund(clerk, number);
  await expect(clerk.getByText("这笔退款要两人同意，你是第一位。")).toBeVisible();
  const old = await clerk.context().newPage();
  await old.goto(clerk.url());
  const approve = { name: "同意退款" };
  await clerk.getByRole("button", approve).first().click();
  await expect(clerk.getByRole("status").first()).toContainText("你已同意，等另一位同事。");
  await desk.openRefund(clerk, number);
  await expect(clerk.getByText("你已同意，等另一位同事。")).toBeVisible();
  await expect(clerk.getByRole("button", approve)).toHaveCount(0);
  await old.getByRole("button", approve).first().click();
  await expect(old.locator("#errors")).toContainText("你已同意，等另一位同事。");
  expect((await trade(attempt)).refunds, "no money has moved").toEqual([]);
  await page.goto(shop.statusPage(number));
  await shop.expectLabel(page, "退款待审核");

  await desk.openRefund(owner, number);
  await expect(owner.getByRole("main")).toContainText("已同意，需要另一位同事同意。");
  await expect(owner.getByText("你是第一位")).toHaveCount(0);
  await owner.getByRole("button", approve).first().click();
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "交易关闭 · 已退款", 20);
  expect((await trade(attempt)).refunded_amount).toBe("204.00");
});

test("a refund that staff begin waits for a colleague above the limit, and is sent at once at the limit", async ({ page, elsewhere }) => {
  const [owner, clerk] = [await elsewhere(), await elsewhere()];
  await desk.ownerSignIn(owner);
  before = await desk.setSettings(owner, "退款与退货", { [LIMIT]: "68" });
  await shop.register(page);
  const [number, attempt] = await threeMugs(page);
  await shop.staffSignIn(clerk, demo.accounts.staff);
  const refund = async (units: string) => {
    await clerk.goto(`${demo.shop_url}/admin/orders/${number}/refund`);
    await clerk.getByLabel("退款原因").first().selectOption({ index: 1 });
    await clerk.getByLabel("退款件数").first().selectOption(units);
    await clerk.getByRole("button", { name: "计算" }).click();
    await expect(clerk.getByText("这笔退款要两人同意，你是第一位。")).toHaveCount(units === "2" ? 1 : 0);
    await clerk.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  };
  await refund("1");
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "部分退款", 20);
  await refund("2");
  await expect(clerk.getByRole("status").first()).toContainText("等另一位同事");
  expect((await trade(attempt)).refunded_amount).toBe("68.00");

  await desk.openRefund(owner, number);
  await owner.getByLabel("拒绝理由").fill("请先核对");
  await owner.getByRole("button", { name: "拒绝", exact: true }).click();
  await expect(owner.getByRole("status").first()).toContainText("已拒绝");
  await refund("2");
  await desk.openRefund(owner, number);
  await owner.getByRole("button", { name: "同意退款" }).first().click();
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "交易关闭 · 已退款", 20);
  expect((await trade(attempt)).refunded_amount).toBe("204.00");
});
