// From the front page to the paid order and its refund, without a mouse.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { expectVisibleFocus, press, tabTo, type } from "../support/keyboard";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

test("from the front page to the paid order, and the refund at the desk", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const person = shop.newPerson();
  const main = page.getByRole("main");
  await page.goto(demo.shop_url);

  // The first Tab shows the link that skips the navigation.
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await expect(skip).toBeFocused();
  await expectVisibleFocus(skip);
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await press(page, main.getByRole("link", { name: catalogue.mugTitle, exact: true }).first());
  await expect(page).toHaveURL(/\/p\/stoneware-mug/);

  await press(page, page.getByRole("button", { name: "加入购物车" }), "Space");
  await press(page, main.getByRole("status").getByRole("link", { name: "去购物车" }));
  await press(page, main.getByRole("link", { name: "去结算" }));

  await press(page, main.getByRole("link", { name: "注册" }));
  await type(page, page.getByLabel("手机号或邮箱"), person.login);
  await type(page, page.getByLabel("称呼"), "林小满");
  await type(page, page.getByLabel("密码"), "short");
  await page.keyboard.press("Enter");
  // The list of errors gets the focus, and its first link leads to the field.
  const errors = page.locator("#errors");
  await expect(errors).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("密码")).toBeFocused();
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/checkout/);
  await type(page, page.getByLabel("收货人"), shop.address.name);
  await type(page, page.getByLabel("联系电话"), shop.address.phone);
  await type(page, page.getByLabel("所在地区"), shop.address.region);
  await type(page, page.getByLabel("详细地址"), shop.address.street);
  await press(page, page.getByRole("button", { name: "提交订单" }));
  await expect(page).toHaveURL(/change_status/);
  const number = shop.orderNumber(page);
  await press(page, page.getByRole("button", { name: "去支付宝付款" }));
  await press(page, page.getByRole("button", { name: "一键付款" }));
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");

  const desk = await elsewhere();
  const work = desk.getByRole("main");
  await desk.goto(`${demo.shop_url}/admin/login`);
  await type(desk, desk.getByLabel("手机号或邮箱"), demo.accounts.staff.login);
  await type(desk, desk.getByLabel("密码"), demo.accounts.staff.password);
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(/\/admin(\/orders)?$/);
  await desk.goto(`${demo.shop_url}/admin/orders`);
  await press(desk, work.getByRole("link", { name: number }));
  await press(desk, work.getByRole("link", { name: "退款", exact: true }));
  const reason = desk.getByLabel("退款原因").first();
  await tabTo(desk, reason);
  await desk.keyboard.press("ArrowDown");
  await tabTo(desk, desk.getByLabel("退款件数").first());
  await desk.keyboard.press("ArrowDown");
  await press(desk, work.getByRole("button", { name: "计算" }));
  await expect(desk.locator(".plan-sentence")).toContainText("将退回");
  await press(desk, work.getByRole("button", { name: "退款", exact: true }));
  await page.reload();
  await shop.waitForLabel(page, "部分退款", 20);
});
