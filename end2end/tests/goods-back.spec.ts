// Goods that come back: asked for, sent in a parcel, received in part, written off in part; the refund follows what came.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";
import { leap, trade } from "../support/simulator";
import { catalogue } from "../support/catalogue";

const SKU = "MUG-CELADON";
const ADDRESS = "仓库 王芳 13900001111 浙江省杭州市西湖区文三路 1 号";

/** The settings before a journey. */
let before: Record<string, string> | undefined;

test.afterEach(async ({ elsewhere }) => {
  if (!before) return;
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  await desk.setSettings(owner, "退款与退货", before);
  before = undefined;
});

test("two of three units come back, one of them broken", async ({ page, elsewhere }) => {
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  before = await desk.setSettings(owner, "退款与退货", { 退货地址: ADDRESS });
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug, 3);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  const attempt = await shop.attemptNumber(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");

  // Nothing was shipped, so there is nothing to send back.
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  await expect(page.getByLabel("退货退款")).toHaveCount(0);
  await desk.ship(owner, number, 3);
  const [onHand] = await desk.stock(owner, catalogue.mug, SKU);
  await page.reload();
  await page.getByLabel("件数").selectOption({ label: "3 件 ¥204.00" });
  await page.getByLabel("退货退款").check();
  await page.getByLabel("不想要了").check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await shop.expectLabel(page, "退款待审核");

  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await desk.openRefund(staff, number);
  await expect(staff.locator(".return-address")).toContainText(ADDRESS);
  await staff.getByRole("button", { name: "要求退货" }).click();
  await expect(staff.getByRole("status").first()).toContainText("已请买家把商品寄回。");
  await desk.setSettings(owner, "退款与退货", { 退货地址: "别处" });

  // The buyer reads the address as it was when the goods were asked for.
  await page.goto(shop.statusPage(number));
  await expect(page.locator(".return-address")).toContainText(ADDRESS);
  await expect(page.locator("main .deadline")).toContainText("前填写退货运单");
  const send = page.getByRole("button", { name: "填写退货运单" });
  await page.getByLabel("物流公司").fill("中通快递");
  await send.click();
  await expect(page.locator("#errors")).toContainText("运单号");
  await expect(page.getByLabel("物流公司")).toHaveValue("中通快递");
  await page.getByLabel("运单号", { exact: true }).fill("73100099887766");
  await send.click();
  await expect(page.getByRole("status").first()).toContainText("退货运单已保存");
  await page.getByLabel("运单号", { exact: true }).fill("73100099887755");
  await page.getByRole("button", { name: "更正退货运单" }).click();
  await expect(page.getByRole("main")).toContainText(/退货运单：.?中通快递.? .?73100099887755/);

  // The list says that the parcel is on its way; its page has the number.
  await staff.goto(`${demo.shop_url}/admin/refunds?tab=return`);
  await expect(staff.getByRole("row", { name: number })).toContainText("已寄出");
  await desk.openRefund(staff, number, "return");
  await expect(staff.getByRole("main")).toContainText("73100099887755");
  const [restock, broken] = [staff.getByLabel("退回库存"), staff.getByLabel("报损")];
  await expect(restock).toHaveValue("3");
  await restock.fill("3");
  await broken.fill("1");
  const receive = staff.getByRole("button", { name: "确认收到退货" });
  await receive.click();
  await expect(staff.locator(".field-error")).toContainText("两项合计不能超过申请退货的件数。");
  await expect(broken, "what was typed stays").toHaveValue("1");
  await restock.fill("0");
  await broken.fill("0");
  await receive.click();
  await expect(staff.locator("#errors")).toContainText("请填写收到的件数");
  await restock.fill("1");
  await broken.fill("1");
  await receive.click();
  await expect(staff.getByRole("status").first()).toContainText("退款");

  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "部分退款", 20);
  const refund = page.getByRole("region", { name: "退款", exact: true }).getByRole("listitem").first();
  for (const told of ["¥136.00", "申请 ¥204.00", "商家已收到退货", "已退款"]) await expect(refund).toContainText(told);
  expect((await trade(attempt)).refunded_amount, "what came is refunded, not more").toBe("136.00");
  const [after] = await desk.stock(owner, catalogue.mug, SKU);
  expect(after, "one unit is on the shelf again").toBe(onHand + 1);
  await owner.goto(`${demo.shop_url}/admin/stock/${SKU}`);
  await expect(owner.locator(".move").first()).toContainText(`+1 → ${after}`);
  await expect(owner.locator(".move").first()).toContainText(number);
});

test("goods that nobody sends: the request ends in time, and no money goes back", async ({ page, elsewhere }) => {
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  before = await desk.setSettings(owner, "退款与退货", { 退货地址: "", "寄回商品的期限（天）": "3" });
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 1);
  await desk.ship(owner, number, 1);
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  await page.getByLabel("退货退款").check();
  await page.getByLabel("不想要了").check();
  await page.getByRole("button", { name: "提交申请" }).click();
  // Without an address of the shop the goods cannot be asked for.
  await desk.openRefund(owner, number);
  await expect(owner.getByText("还没有退货地址，不能要求退货。")).toBeVisible();
  await expect(owner.getByRole("button", { name: "要求退货" })).toHaveCount(0);
  await desk.setSettings(owner, "退款与退货", { 退货地址: ADDRESS });
  await desk.openRefund(owner, number);
  await owner.getByRole("button", { name: "要求退货" }).click();
  await page.goto(shop.statusPage(number));
  await expect(page.locator("main .deadline")).toContainText("前填写退货运单");

  await leap(3 * 24 * 60 - 10);
  await page.reload();
  await expect(page.getByRole("button", { name: "填写退货运单" })).toBeVisible();
  await leap(15);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("没有在期限内寄回，申请已结束。")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await expect(page.getByRole("button", { name: "填写退货运单" })).toHaveCount(0);
  await expect(page.getByRole("main").getByText("部分退款")).toHaveCount(0);
});
