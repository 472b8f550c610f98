// Refunds that customers ask for: with photographs, withdrawn, declined and asked again, approved.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { takePhotographs } from "../support/photographs";
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
