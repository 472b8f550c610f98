// Refunds that customers ask for: with photographs, withdrawn, declined and asked again, approved.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import { openRefund } from "../support/desk";
import * as shop from "../support/shopper";
import { trades } from "../support/simulator";
import { SECRET, takePhotographs } from "../support/photographs";
import { catalogue } from "../support/catalogue";

test("asked with a photograph, withdrawn, declined, asked again and approved", async ({ page, elsewhere }) => {
  const photographs = takePhotographs();
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 3);
  await page.getByRole("link", { name: "申请退款" }).click();
  await page.getByLabel("件数").selectOption({ label: "1 件 ¥68.00" });
  await page.getByLabel("商品破损").check();
  await page.getByText("说明与图片").click();
  await page.getByLabel("说明", { exact: true }).fill("杯口有裂");
  await page.getByLabel("图片", { exact: true }).setInputFiles(photographs.files[1]!);
  await page.getByRole("button", { name: "提交申请" }).click();
  await shop.expectLabel(page, "退款待审核");
  photographs.close();
  const picture = await page.getByRole("link", { name: "图片 1" }).getAttribute("href");

  // Nobody else sees the picture or the page.
  const other = await elsewhere();
  await shop.register(other);
  expect((await other.goto(demo.shop_url + picture!))?.status()).toBe(404);
  expect((await other.goto(`${demo.shop_url}/refund_request?order_id=${number}`))?.status()).toBe(404);
  expect((await page.request.get(demo.shop_url + picture!)).headers()["content-type"]).toBe("image/webp");

  await page.goto(shop.statusPage(number));
  await page.getByRole("button", { name: "撤销申请" }).click();
  await shop.expectLabel(page, "待发货");
  await shop.requestRefund(page, number, "不想要了");

  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  const decide = async () => {
    await staff.goto(`${demo.shop_url}/admin/refunds`);
    await staff.getByRole("row", { name: number }).getByRole("link").click();
  };
  await decide();
  await staff.getByLabel("拒绝理由").fill("请先联系我们");
  await staff.getByRole("button", { name: "拒绝", exact: true }).click();
  await page.goto(shop.statusPage(number));
  await expect(page.getByText("请先联系我们")).toBeVisible();

  await shop.requestRefund(page, number, "商品破损");
  await decide();
  await expect(staff.getByText(/将退回 ¥68.00 到支付宝/)).toBeVisible();
  await staff.getByRole("button", { name: "同意退款" }).first().click();
  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "部分退款", 20);
});

test("one of three mugs: staff look at the photographs and give a lower amount, said twice", async ({ page, elsewhere }) => {
  const photographs = takePhotographs();
  await shop.register(page);
  const number = await shop.paidOrder(page, catalogue.mug, 3);
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  await page.getByLabel("件数").selectOption({ label: "1 件 ¥68.00" });
  await page.getByText("说明与图片").click();
  await page.getByLabel("说明", { exact: true }).fill("杯把断了");
  const pictures = page.getByLabel("图片", { exact: true });
  await pictures.setInputFiles(photographs.files.slice(0, 2));
  // Without a reason nothing is sent; what was typed and uploaded stays.
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(page.locator("#errors")).toContainText("请选择退款原因");
  await expect(page.getByLabel("说明", { exact: true })).toHaveValue("杯把断了");
  await expect(page.getByLabel("件数")).toHaveValue("1");
  await expect(page.getByText(/^已上传：.*upright\.jpg.*turned\.jpg/)).toBeVisible();
  await page.getByLabel("商品破损").check();
  await page.getByLabel("图片", { exact: true }).setInputFiles(photographs.files[3]!);
  await page.getByRole("button", { name: "提交申请" }).click();
  photographs.close();
  await shop.expectLabel(page, "退款待审核");
  await expect(page.getByRole("link", { name: /^图片 \d$/ })).toHaveCount(3);

  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await openRefund(staff, number);
  const main = staff.getByRole("main");
  for (const told of ["商品破损", "杯把断了", "付款 ¥204.00", "此单退过 ¥0.00", "1 件不再发货。"]) {
    await expect(main).toContainText(told);
  }
  for (const place of [1, 2, 3]) {
    const href = await staff.getByRole("link", { name: `图片 ${place}`, exact: true }).getAttribute("href");
    const picture = await staff.request.get(demo.shop_url + href!);
    expect(picture.headers()["content-type"], `picture ${place}`).toBe("image/webp");
    expect((await picture.body()).length, `picture ${place}`).toBeGreaterThan(1_000);
    expect((await picture.body()).includes(SECRET), "who took it").toBe(false);
  }

  const approve = () => staff.locator("form").filter({ hasText: "较低金额" }).getByRole("button", { name: "同意退款" });
  await staff.getByText("改为较低金额").click();
  const amount = staff.getByLabel("较低金额（元）");
  await amount.fill("68.00");
  await staff.getByLabel("理由（买家会看到）").fill("杯身可以继续用");
  await approve().click();
  await expect(staff.locator(".field-error")).toContainText("低于申请金额");
  await expect(staff.getByLabel("理由（买家会看到）")).toHaveValue("杯身可以继续用");
  await amount.fill("50.5");
  await approve().click();
  await expect(staff.locator("#errors")).toContainText("将只退回 ¥50.50。请核对，再按一次按钮。");
  // Another amount than the one that was asked about is asked about again.
  await amount.fill("50");
  await approve().click();
  await expect(staff.locator("#errors")).toContainText("将只退回 ¥50.00。请核对，再按一次按钮。");
  await expect(main).toContainText("待审核");
  await approve().click();
  await expect(staff.getByRole("status").first()).toContainText("退款");

  await page.goto(shop.statusPage(number));
  await shop.waitForLabel(page, "部分退款", 20);
  const refund = page.getByRole("region", { name: "退款", exact: true }).getByRole("listitem").first();
  for (const told of ["¥50.00", "申请 ¥68.00", "杯身可以继续用", "已提交", "已退款"]) await expect(refund).toContainText(told);
  const paid = page.getByRole("list", { name: "进度" }).getByRole("listitem").filter({ hasText: "付款" });
  await expect(paid, "the timeline goes on").toHaveClass(/done/);
  await shop.expectLabel(page, "待发货");
  const requestNo = await refund.locator(".number").innerText();
  const back = (await trades()).flatMap((one: any) => one.refunds).filter((one: any) => one.out_request_no === requestNo);
  expect(back.map((one: any) => one.refund_amount), "at the gateway, once").toEqual(["50.00"]);
});
