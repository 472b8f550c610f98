// The buyer changes the browser: WeChat's, and the one that a phone opens after the payment.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

const WECHAT =
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50";

test("in WeChat the pay button gives way to the way out", async ({ page, elsewhere }) => {
  const person = await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.addToCart(page, catalogue.notebook);

  const wechat = await elsewhere({ userAgent: WECHAT });
  await shop.signIn(wechat, person);
  const hint = wechat.getByText("请点右上角 ··· 在浏览器中打开");
  for (const [address, button] of [
    [shop.statusPage(number), "去支付宝付款"],
    [`${demo.shop_url}/checkout`, "提交订单"],
  ] as const) {
    await wechat.goto(address);
    await expect(hint).toBeVisible();
    await expect(wechat.getByLabel("或者复制这个链接，粘贴到浏览器")).toHaveValue(address);
    await expect(wechat.getByRole("button", { name: button })).toHaveCount(0);
    // The link works in a browser.
    await page.goto(address);
    await expect(page.getByRole("button", { name: button })).toBeVisible();
    await expect(page.getByText("在浏览器中打开")).toHaveCount(0);
  }
});

test("back in another browser: label, amount and number, and nothing else before the login", async ({ page, elsewhere }) => {
  const person = await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "付款但不返回" }).click();
  const back = await page.getByRole("link", { name: "返回商家" }).getAttribute("href");

  const phone = await elsewhere();
  await phone.goto(shop.statusPage(number));
  await expect(phone, "without a signed return there is only the login").toHaveURL(/\/login/);
  await phone.goto(back!);
  await expect(phone).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(phone, "待发货");
  const main = phone.getByRole("main");
  await expect(main.getByText(number)).toBeVisible();
  await expect(main).toContainText("76.00");
  for (const secret of [shop.address.name, shop.address.street, catalogue.mugTitle, "138****"]) {
    await expect(main.getByText(secret)).toHaveCount(0);
  }
  await expect(main.getByRole("button")).toHaveCount(0);

  await main.getByRole("link", { name: "登录查看订单" }).click();
  await shop.signInByHand(phone, person);
  await expect(phone).toHaveURL(shop.statusPage(number));
  await expect(phone.getByRole("main").getByText(catalogue.mugTitle).first()).toBeVisible();
});
