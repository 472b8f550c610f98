// A guest fills the cart, logs in, finds the cart merged, orders and pays.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

test("a guest buys: cart, login, merge, checkout, payment", async ({ page, browser }) => {
  // The shopper already has an account, with a cart from another browser.
  const person = shop.newPerson();
  const elsewhere = await browser.newContext({ javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const other = await elsewhere.newPage();
  await shop.registerByHand(other, person);
  await shop.addToCartByHand(other, catalogue.notebook);
  await elsewhere.close();

  // As a guest: two units of another product, without an account.
  await page.goto(demo.shop_url);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await shop.addToCartByHand(page, catalogue.mug, 2);
  await page.goto(`${demo.shop_url}/cart`);
  await expect(page.getByRole("main").getByRole("link", { name: catalogue.mugTitle }).first()).toBeVisible();

  // The checkout requires the login, which leads back to it with both carts merged.
  await page.getByRole("main").getByText("去结算", { exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  await shop.signInByHand(page, person);
  await page.goto(`${demo.shop_url}/cart`);
  await expect(page.getByRole("main").getByRole("link", { name: catalogue.mugTitle }).first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: catalogue.notebookTitle }).first()).toBeVisible();

  const number = await shop.placeOrderByHand(page);
  await shop.expectLabel(page, "待付款");
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(shop.statusPage(number));
  await shop.expectLabel(page, "待发货");

  // The cart is empty, and the order is in the list.
  await page.goto(`${demo.shop_url}/orders`);
  await expect(page.getByText(number)).toBeVisible();
});

test("buy now goes straight to checkout with that line alone", async ({ page }) => {
  await shop.registerByHand(page);
  await shop.addToCartByHand(page, catalogue.notebook);
  await page.goto(`${demo.shop_url}/p/${catalogue.mug}`);
  await page.getByRole("button", { name: "立即购买" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByRole("main").getByText(catalogue.mugTitle).first()).toBeVisible();
  await expect(page.getByRole("main").getByText(catalogue.notebookTitle)).toHaveCount(0);
});
