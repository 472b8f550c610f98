// Fills the shop so that every page has something to show: purchases, refunds that succeed, fail and stay unknown, a late
// payment, a cart whose products change.
import * as act from "./acts.mjs";

/** Returns the browser contexts and the order numbers. The last faults of the gateway stay set. */
export async function tell(shop) {
  const shopper = await shop.visitor("zh-CN");
  const page = await shopper.newPage();
  await act.signIn(page, shop, "/login", shop.demo.accounts.shopper);

  // An unpaid order. The rest happens 33 minutes later, after it expires.
  const orders = {};
  orders.expired = await act.order(page, shop, "/p/cotton-tee?o=sage.l");
  await shop.later(1_980);
  await act.until(page, shop.at(act.status(orders.expired)), "已取消 · 超时未付款");
  const desk = await (await shop.visitor("zh-CN")).newPage();
  await act.signIn(desk, shop, "/admin/login", shop.demo.accounts.owner);

  orders.paid = await act.order(page, shop, "/p/dome-lamp?o=forest");
  await act.pay(page, shop, orders.paid);

  // Two products, a note, a partial refund.
  await act.addToCart(page, shop, "/p/stoneware-mug?o=ochre", 3);
  await act.addToCart(page, shop, "/p/thread-notebook?o=sand.lined", 2);
  await page.goto(shop.at("/checkout"));
  orders.partly = await act.checkOut(page, "请用纸盒装，不要塑料袋。");
  await act.pay(page, shop, orders.partly);
  await act.refund(desk, shop, orders.partly, 1, "一只杯口有磕碰，已为你退款。");
  await act.until(page, shop.at(act.status(orders.partly)), "部分退款");

  orders.refunded = await act.order(page, shop, "/p/canvas-tote?o=natural", 2);
  await act.pay(page, shop, orders.refunded);
  await act.refund(desk, shop, orders.refunded, "all");
  await act.until(page, shop.at(act.status(orders.refunded)), "交易关闭 · 已退款");

  orders.cancelled = await act.order(page, shop, "/p/soy-candle?o=pomelo");
  await page.getByRole("button", { name: "取消订单" }).click();
  await page.getByText("已取消 · 买家取消", { exact: true }).waitFor();

  // The cashier is still open when the order is cancelled: the late payment is refunded.
  orders.late = await act.order(page, shop, "/p/plant-pot?o=terracotta.l");
  const cashier = await shopper.newPage();
  await act.toCashier(cashier, shop, orders.late);
  await page.goto(shop.at(act.status(orders.late)));
  await page.getByRole("button", { name: "取消订单" }).click();
  await page.waitForLoadState();
  await cashier.getByRole("button", { name: "一键付款" }).click();
  await cashier.waitForLoadState();
  await act.until(page, shop.at(act.status(orders.late)), "已退款");

  orders.shipped = await act.order(page, shop, "/p/market-bag", 2);
  await act.pay(page, shop, orders.shipped);
  await act.ship(desk, shop, orders.shipped, "SF1234567890");

  // The seller's balance is 0, so the gateway refuses the refund.
  orders.failed = await act.order(page, shop, "/p/lambswool-scarf?o=camel");
  await act.pay(page, shop, orders.failed);
  await shop.settings({ balance: "0.00" });
  await act.refund(desk, shop, orders.failed, "all");
  await act.until(desk, shop.at(`/admin/orders/${orders.failed}`), "退款受阻");
  await shop.settings({});

  // Paid in one browser; the return opens in another.
  orders.elsewhere = await act.order(page, shop, "/p/lacquer-pen?o=vermilion", 2);
  await act.toCashier(page, shop, orders.elsewhere);
  await page.getByRole("button", { name: "付款但不返回" }).click();
  const back = await page.getByRole("link", { name: "返回商家" }).getAttribute("href");

  orders.unpaid = await act.order(page, shop, "/p/day-backpack?o=olive");

  // Products that change while they are in a cart.
  const { context: careful, page: basket } = await act.newcomer(shop, "沈青");
  for (const path of ["/p/lacquer-pen?o=blue", "/p/cotton-tee?o=white.m", "/p/thread-notebook?o=sand.plain"]) {
    await act.addToCart(basket, shop, path, 2);
  }
  await act.addToCart(basket, shop, "/p/spring-tea?o=250g", 1);
  await changeGoods(desk, shop);

  const { context: newcomer } = await act.newcomer(shop, "许安");
  const { context: buyer, page: till } = await act.newcomer(shop, "顾南");
  await act.addToCart(till, shop, "/p/field-thermos?o=oat", 2);
  await act.addToCart(till, shop, "/p/stoneware-mug?o=moon", 1);

  // The response to a refund is lost, and so are the queries.
  orders.unknown = await act.order(page, shop, "/p/field-thermos?o=rust", 2);
  await act.pay(page, shop, orders.unknown);
  const silence = [
    { method: "alipay.trade.refund", fault: "drop-answer" },
    { method: "alipay.trade.fastpay.refund.query", fault: "http-502" },
  ];
  await shop.faults(...silence);
  await act.refund(desk, shop, orders.unknown, 1);
  await act.until(desk, shop.at(`/admin/orders/${orders.unknown}`), "待支付宝确认");

  // The buyer returns, without a notification and without responses to queries.
  orders.confirming = await act.order(page, shop, "/p/stoneware-mug?o=celadon");
  await shop.faults(
    ...silence,
    { method: "*", fault: "notify-drop" },
    { method: "alipay.trade.query", fault: "http-502" },
  );
  await act.pay(page, shop, orders.confirming);

  const plan = await act.planRefund(desk, shop, orders.paid, 1, "收到时灯罩有划痕。");
  return { shopper, staff: desk.context(), careful, newcomer, buyer, orders, back, plan };
}

/** Raises a price, lowers a stock, archives a product. */
async function changeGoods(desk, shop) {
  const cell = (code, field) => desk.locator(`.variant:has(input[value="${code}"]) [name$="[${field}]"]`);
  const save = async () => {
    await desk.getByRole("button", { name: "保存", exact: true }).click();
    await desk.waitForLoadState();
  };
  await desk.goto(shop.at("/admin/products/lacquer-pen"));
  await cell("PEN-BLUE", "price").fill("11.90");
  await save();
  await desk.goto(shop.at("/admin/products/thread-notebook"));
  await cell("NOTE-SAND-PLAIN", "stock").fill("-1");
  await desk.locator('[name="form[why]"]').fill("盘点少一本");
  await save();
  await desk.goto(shop.at("/admin/products/spring-tea"));
  await cell("TEA-250G", "status").selectOption("archived");
  await save();
}
