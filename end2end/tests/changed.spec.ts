// Products change during a purchase.
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";

const pen = { slug: "lacquer-pen", sku: "PEN-INK", price: "9.90" };
const tote = { slug: "canvas-tote", sku: "TOTE-NATURAL" };

test("the price changes between cart and checkout, and again before the order", async ({ page, elsewhere }) => {
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  await shop.register(page);
  await shop.addToCart(page, pen.slug);
  try {
    await desk.setPrice(owner, pen.slug, pen.sku, "12.50");
    // The cart shows the earlier price, the checkout uses the current one.
    await page.goto(`${demo.shop_url}/cart`);
    await expect(page.getByText("加入时 ¥9.90")).toBeVisible();
    await page.getByRole("main").getByText("去结算", { exact: true }).click();
    await shop.fillAddress(page);

    await desk.setPrice(owner, pen.slug, pen.sku, "13.75");
    await page.getByRole("button", { name: "提交订单" }).click();
    const errors = page.locator("#errors");
    await expect(errors).toContainText("金额有变化，现在是 ¥21.75");
    await expect(errors).toContainText("订单还没有提交");
    await expect(page.getByLabel("收货人")).toHaveValue(shop.address.name);
    await page.goto(`${demo.shop_url}/orders`);
    await expect(page.getByRole("main").getByText("待付款", { exact: true })).toHaveCount(0);

    const number = await shop.placeOrderByHand(page);
    await expect(page.getByRole("main").getByText("21.75").first()).toBeVisible();
    // An order keeps its price.
    await desk.setPrice(owner, pen.slug, pen.sku, "99.00");
    await page.goto(shop.statusPage(number));
    await expect(page.getByRole("main").getByText("21.75").first()).toBeVisible();
  } finally {
    await desk.setPrice(owner, pen.slug, pen.sku, pen.price);
  }
});

test("the goods are gone between cart and checkout", async ({ page, elsewhere }) => {
  const owner = await elsewhere();
  await desk.ownerSignIn(owner);
  await shop.register(page);
  await shop.addToCart(page, tote.slug, 3);
  await page.goto(`${demo.shop_url}/checkout`);
  await shop.fillAddress(page);
  const [onHand, reserved] = await desk.stock(owner, tote.slug, tote.sku);
  const free = onHand - reserved;
  try {
    await desk.adjustStock(owner, tote.slug, tote.sku, 2 - free);
    await page.getByRole("button", { name: "提交订单" }).click();
    await expect(page).toHaveURL(/\/cart/);
    await expect(page.locator("#errors")).toContainText("库存只剩 2 件");
    await page.getByLabel(/的数量$/).fill("2");
    await page.getByRole("button", { name: "更新" }).click();
    await expect(page.getByText("库存只剩 2 件")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "更新" })).toHaveCount(1);
    // The checkout keeps the typed values.
    await page.getByRole("main").getByText("去结算", { exact: true }).click();
    await expect(page.getByLabel("收货人")).toHaveValue(shop.address.name);

    await desk.adjustStock(owner, tote.slug, tote.sku, -2);
    await page.getByRole("button", { name: "提交订单" }).click();
    await expect(page).toHaveURL(/\/cart/);
    await expect(page.locator("#errors")).toContainText("暂时缺货");
    await page.goto(`${demo.shop_url}/orders`);
    await expect(page.getByRole("main").getByText("待付款", { exact: true })).toHaveCount(0);
    await page.goto(`${demo.shop_url}/p/${tote.slug}?o=natural`);
    await expect(page.getByRole("button", { name: "立即购买" })).toBeDisabled();
  } finally {
    const [now] = await desk.stock(owner, tote.slug, tote.sku);
    await desk.adjustStock(owner, tote.slug, tote.sku, onHand - now);
  }
});
