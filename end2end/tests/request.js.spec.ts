// What the island of the refund request adds: the sum while units are chosen.
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";

test("the sum is what is asked for, with postage when nothing is kept", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.paidOrder(page, catalogue.notebook, 2);
  const amounts = page.getByRole("region", { name: "金额" });
  await expect(amounts).toContainText("运费");
  const total = /¥[0-9.]+/.exec((await page.locator(".status-total").innerText()).replaceAll(/\s/g, ""))![0];
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  const sum = page.locator("#request-sum");
  const mug = page.getByLabel(new RegExp(`^${catalogue.mugTitle}.*退款件数`));
  const notebooks = page.getByLabel(new RegExp(`^${catalogue.notebookTitle}.*退款件数`));
  await expect(sum).toHaveText("");
  const figure = async (field: typeof mug, units: number) => /¥[0-9.]+/.exec((await field.locator("option").nth(units).innerText()).trim())![0];
  await mug.selectOption("1");
  await expect(sum).toHaveText(`退回支付宝 ${await figure(mug, 1)}`);
  await notebooks.selectOption("2");
  await expect(sum).toHaveText(`退回支付宝 ${total}`);
  await mug.selectOption("0");
  await expect(sum).toHaveText(`退回支付宝 ${await figure(notebooks, 2)}`);
  const asked = (await sum.innerText()).replace("退回支付宝 ", "");
  await page.getByLabel("不想要了").check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await shop.expectLabel(page, "退款待审核");
  await expect(page.locator(".refund-head")).toContainText(asked);
});
