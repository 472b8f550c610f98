// Every page in every state that looks different. A scene is opened again for each width and language, because notices are
// shown only once.
import * as act from "./acts.mjs";

const english = (path) => `/en${path === "/" ? "/" : path}`;

/** A page by its path. Public pages have the language of their URL, all others that of the cookie. */
const plain = (who, name, path, { isPublic = false } = {}) => ({
  who,
  name,
  open: (page, shop, lang) => page.goto(shop.at(isPublic && lang === "en" ? english(path) : path)),
});

/** A form that is refused when sent with these fields. */
const refused = (who, name, path, fields, last) => ({
  who,
  name,
  async open(page, shop, lang) {
    await page.goto(shop.at(lang === "en" && path.startsWith("/p/") ? english(path) : path));
    await act.fill(page, fields());
    await act.send(page, last);
    await page.locator("#errors, .field-error").first().waitFor();
  },
});

let tries = 0;
const nobody = () => `nobody-${(tries += 1)}@example.com`;

/** The shopper's pages. */
export function shopScenes({ orders, back }) {
  const status = (name, number) => plain("shopper", `status-${name}`, act.status(number));
  const tab = (name) => plain("shopper", `orders-${name}`, `/orders?tab=${name}`);
  return [
    plain("anonymous", "home", "/", { isPublic: true }),
    plain("anonymous", "product", "/p/stoneware-mug", { isPublic: true }),
    plain("anonymous", "product-two-options", "/p/thread-notebook?o=sand.plain", { isPublic: true }),
    plain("anonymous", "product-before-price", "/p/lambswool-scarf?o=mist", { isPublic: true }),
    plain("anonymous", "product-sold-out", "/p/soy-candle?o=cedar", { isPublic: true }),
    {
      who: "browsing",
      name: "product-added",
      async open(page, shop, lang) {
        await page.goto(shop.at(lang === "en" ? "/en/p/soy-candle" : "/p/soy-candle"));
        await page.locator(".buy button").first().click();
        await page.locator(".notice").waitFor();
      },
    },
    refused("anonymous", "product-refused", "/p/soy-candle", () => ({ qty: "0" }), "qty"),
    plain("newcomer", "cart-empty", "/cart"),
    plain("buyer", "cart", "/cart"),
    plain("careful", "cart-notes", "/cart"),
    plain("buyer", "checkout", "/checkout"),
    {
      who: "buyer",
      name: "checkout-refused",
      async open(page, shop) {
        await page.goto(shop.at("/checkout"));
        await act.fill(page, { contact_name: "林小满", contact_phone: "12", region: "", street: "文三路 100 号" });
        await page.locator("main .button-pay").click();
        await page.locator("#errors").waitFor();
      },
    },
    plain("anonymous", "categories", "/c", { isPublic: true }),
    plain("anonymous", "category", "/c/vacuum-bottles", { isPublic: true }),
    plain("anonymous", "search", "/search?q=mug", { isPublic: true }),
    plain("anonymous", "search-none", `/search?q=${encodeURIComponent("马克被")}`, { isPublic: true }),
    plain("anonymous", "login", "/login"),
    refused("anonymous", "login-refused", "/login", () => ({ login: nobody(), password: "something-else" }), "password"),
    plain("shopper", "mine", "/login"),
    plain("anonymous", "register", "/register"),
    refused("anonymous", "register-refused", "/register", () => ({ login: "林小满", display_name: "", password: "short" }), "password"),
    plain("newcomer", "orders-empty", "/orders"),
    ...["all", "to_pay", "to_ship", "to_receive", "after_sale"].map(tab),
    status("unpaid", orders.unpaid),
    status("confirming", orders.confirming),
    status("paid", orders.paid),
    status("shipped", orders.shipped),
    status("partly-refunded", orders.partly),
    status("refunded", orders.refunded),
    status("refund-unknown", orders.unknown),
    plain("shopper", "refund-request", `/refund_request?order_id=${orders.paid}`),
    plain("shopper", "refund-request-shipped", `/refund_request?order_id=${orders.shipped}`),
    status("cancelled", orders.cancelled),
    status("late-payment", orders.late),
    status("expired", orders.expired),
    { who: "stranger", name: "status-elsewhere", open: (page) => page.goto(back) },
    {
      who: "wechat",
      name: "status-in-wechat",
      open: (page, shop) => page.goto(shop.at(act.status(orders.unpaid))),
    },
    plain("anonymous", "not-found", "/nothing-here", { isPublic: true }),
  ];
}

/** The admin pages. */
export function staffScenes({ orders, plan }) {
  const order = (name, number) => plain("staff", `admin-order-${name}`, `/admin/orders/${number}`);
  return [
    plain("anonymous", "admin-login", "/admin/login"),
    refused("anonymous", "admin-login-refused", "/admin/login", () => ({ login: nobody(), password: "something-else" }), "password"),
    plain("staff", "admin-desk", "/admin"),
    plain("staff", "admin-orders", "/admin/orders"),
    plain("staff", "admin-orders-to-pay", "/admin/orders?tab=to_pay"),
    plain("staff", "admin-orders-to-ship", "/admin/orders?tab=to-ship"),
    plain("staff", "admin-ship", `/admin/orders/ship?pick=${orders.paid}&pick=${orders.partly}`),
    {
      who: "staff",
      name: "admin-ship-checked",
      async open(page, shop) {
        await page.goto(shop.at(`/admin/orders/ship?pick=${orders.paid}&pick=${orders.partly}`));
        await act.fill(page, { lines: "SF1234567891\n1.2E+13" });
        await page.locator(".ship-many > button").click();
        await page.locator(".plan").waitFor();
      },
    },
    plain("staff", "admin-pick-list", `/admin/orders/pick-list?pick=${orders.paid}&pick=${orders.partly}`),
    plain("staff", "admin-packing-slips", `/admin/orders/packing-slips?pick=${orders.paid}&pick=${orders.partly}`),
    plain("staff", "admin-orders-trouble", "/admin/orders?tab=trouble"),
    plain("staff", "admin-orders-found", `/admin/orders?q=${orders.paid}`),
    plain("staff", "admin-orders-none", "/admin/orders?q=19999999999"),
    order("paid", orders.paid),
    order("unpaid", orders.unpaid),
    order("shipped", orders.shipped),
    order("refund-unknown", orders.unknown),
    order("refund-failed", orders.failed),
    order("late-payment", orders.late),
 plain("staff", "admin-refunds", "/admin/refunds"),
    plain("staff", "admin-refunds-return", "/admin/refunds?tab=return"),
    plain("staff", "admin-refunds-held", "/admin/refunds?tab=held"),
    plain("staff", "admin-refunds-closed", "/admin/refunds?tab=closed"),
    plain("staff", "admin-refund", `/admin/orders/${orders.partly}/refund`),
    plain("staff", "admin-refund-plan", plan),
    plain("staff", "admin-refund-refused", plan.replace(/reason_code%5D=[a-z_]+/, "reason_code%5D=")),
    plain("staff", "admin-categories", "/admin/categories"),
    plain("staff", "admin-category", "/admin/categories/vacuum-bottles"),
    plain("staff", "admin-products", "/admin/products"),
    plain("staff", "admin-products-low", "/admin/products?tab=low"),
    plain("staff", "admin-products-edit", "/admin/products?edit=1"),
    {
      who: "staff",
      name: "admin-products-checked",
      async open(page, shop) {
        await page.goto(shop.at("/admin/products?edit=1"));
        await page.locator('[name="form[rows][0][on_hand]"]').fill("+5");
        await page.locator('[name="form[rows][0][price]"]').fill("1");
        await page.locator(".sheet > button").click();
        await page.locator(".plan").waitFor();
      },
    },
    plain("staff", "admin-products-archive", "/admin/products?do=archive&pick=stoneware-mug&pick=spring-tea"),
    plain("staff", "admin-import", "/admin/products/import"),
    plain("staff", "admin-recon", "/admin/recon"),
    {
      who: "staff",
      name: "admin-import-checked",
      async open(page, shop) {
        await page.goto(shop.at("/admin/products/import"));
        const rows = ["网址名,中文名称,规格编码,价格（元）,图片", "new-bowl,新碗,NEW-1,58.00,bowl.jpg | https://cdn.example.com/bowl.jpg", "stoneware-mug,,MUG-CELADON,1000.00,", "new-cup,新杯,NEW-2,free,"];
        await page.locator("#f-sheet").setInputFiles({ name: "goods.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
        await page.locator("main form button").click();
        await page.locator('form[action="/api/admin/start_import"]').waitFor();
      },
    },
    plain("staff", "admin-stock", "/admin/stock/MUG-CELADON"),
    plain("staff", "admin-stock-take", "/admin/stock"),
    plain("staff", "admin-product", "/admin/products/stoneware-mug"),
    {
      who: "staff",
      name: "admin-product-refused",
      async open(page, shop) {
        await page.goto(shop.at("/admin/products/stoneware-mug"));
        await act.fill(page, { title_zh: "" });
        await act.send(page, "title_zh");
        await page.locator("#errors").waitFor();
      },
    },
    plain("staff", "admin-settings", "/admin/settings"),
    plain("staff", "admin-doctor", "/admin/doctor"),
    plain("staff", "admin-staff", "/admin/staff"),
    plain("staff", "admin-me", "/admin/me"),
    plain("staff", "admin-two-step", "/admin/two-step"),
    plain("staff", "admin-code", "/admin/code"),
    plain("anonymous", "admin-join-gone", "/admin/join"),
    plain("staff", "admin-sales", "/admin/sales"),
    plain("staff", "admin-sales-product", "/admin/sales?range=7d&by=product"),
    plain("staff", "admin-exports", "/admin/exports"),
    plain("staff", "admin-audit", "/admin/audit"),
    plain("staff", "admin-prove", `/admin/prove?next=/admin/orders/${orders.paid}/refund`),
    plain("staff", "admin-alarms", "/admin/alarms"),
    plain("staff", "admin-jobs", "/admin/jobs"),
    plain("staff", "admin-jobs-ready", "/admin/jobs?tab=ready"),
    plain("staff", "admin-mail", "/admin/mail"),
    plain("staff", "admin-inbox", "/admin/inbox"),
    plain("staff", "admin-inbox-all", "/admin/inbox?tab=all"),
    {
      who: "staff",
      name: "admin-notification",
      async open(page, shop) {
        await page.goto(shop.at("/admin/inbox?tab=all"));
        await page.locator("tbody th a").first().click();
        await page.waitForURL(/\/admin\/inbox\/./);
      },
    },
    plain("staff", "admin-not-found", "/admin/orders/nothing"),
  ];
}

/** Pages of a shop without an owner. */
export const freshScenes = [
  { who: "anonymous", name: "first-run", open: (page, fresh) => page.goto(fresh.firstRun) },
  {
    who: "anonymous",
    name: "first-run-refused",
    async open(page, fresh) {
      await page.goto(fresh.firstRun);
      await act.fill(page, { login: "林小满", display_name: "", password: "short", shop_name: "山茶小店" });
      await act.send(page, "password");
      await page.locator("#errors").waitFor();
    },
  },
];

/** Pages of a shop with a broken database. */
export const brokenScenes = [plain("shopper", "broken", "/orders"), plain("staff", "admin-broken", "/admin/orders")];
