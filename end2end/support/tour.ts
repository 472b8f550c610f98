// Every page of the shop in every state worth checking, for tests of all pages.
import { expect, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";
import { catalogue } from "./catalogue";
import { demo } from "./demo";
import * as shop from "./shopper";
import { faults } from "./simulator";
import { zip } from "./zip";

export type Language = "zh-CN" | "en";

/** A page to check: whose browser, and how to open it. */
export interface Stop {
  name: string;
  page: Page;
  show: (page: Page, language: Language) => Promise<unknown>;
  /** Where layout shifts are checked: in each language for pages with a URL per language, in one for others. */
  still?: "in each language" | "in one language";
}

type Browser = (options?: BrowserContextOptions) => Promise<Page>;

/** Opens a page and checks that it is not redirected to a login. */
const open = (path: string) => async (page: Page) => {
  await page.goto(demo.shop_url + path);
  expect(new URL(page.url()).pathname).toBe(path.split("?")[0]);
};
/** A public page, which has a URL for each language. */
const twin = (path: string) => (page: Page, language: Language) => page.goto(demo.shop_url + (language === "en" ? `/en${path}` : path));
/** Opens a page and submits its form with the action `door`. */
const send = (path: string, door: string) => async (page: Page) => {
  await page.goto(demo.shop_url + path);
  await page.locator(`form[action="${door}"] button`).first().click();
  await page.waitForLoadState();
};

/** Fills in the first line of a refund form and opens its confirmation page, which must show `answer`. */
const compute = (path: string, answer: string, fill: (line: (field: string) => Locator) => Promise<unknown>) => async (page: Page) => {
  await page.goto(demo.shop_url + path);
  await page.locator('[name="form[reason_code]"]').selectOption({ index: 1 });
  await fill((field) => page.locator(`[name="form[lines][0][${field}]"]`).last());
  await page.locator(".refund-form .actions button").first().click();
  await page.locator(answer).waitFor();
};

/** One row that is right, one that changes a price far, one with a mistake. */
const SHEET = [
  "网址名,中文名称,规格编码,价格（元）",
  "tour-bowl,巡游碗,TOUR-1,58.00",
  "stoneware-mug,,MUG-CELADON,1000.00",
  "tour-cup,巡游杯,TOUR-2,free",
].join("\n");

/** Loads the page again until it has this element. */
async function follow(page: Page, selector: string): Promise<void> {
  for (let tries = 0; tries < 30 && (await page.locator(selector).count()) === 0; tries++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await page.locator(selector).waitFor();
}

/** Fills in the first row of prices and stock and submits it; the page must then show `answer`. */
const sheet = (answer: string, onHand: string, price: string) => async (page: Page) => {
  await page.goto(`${demo.shop_url}/admin/products?edit=1`);
  await page.locator('[name="form[rows][0][on_hand]"]').fill(onHand);
  await page.locator('[name="form[rows][0][price]"]').fill(price);
  await page.locator(".sheet > button").click();
  await page.locator(answer).waitFor();
};

/** What the people of the tour type. */
export interface Typed {
  /** Name of the shopper. */
  name: string;
  /** Fields of the checkout form. */
  order: Record<string, string>;
  /** What staff write to the customer about a refund. */
  reason: string;
  /** What the customer writes to a request. */
  words: string;
}

const PLAIN: Typed = { name: "林小满", order: {}, reason: "", words: "" };

/** Makes a purchase, a refund and a return from payment, so that every page has something to show. */
export async function tour(browser: Browser, typed: Typed = PLAIN): Promise<Stop[]> {
  // Without animations: a page that is still fading in has other colours.
  const elsewhere: Browser = (options) => browser({ reducedMotion: "reduce", ...options });
  const nobody = await elsewhere();
  const newcomer = await elsewhere();
  await shop.register(newcomer);

  const shopper = await elsewhere();
  const person = await shop.register(shopper, undefined, typed.name);
  const paid = await shop.paidOrder(shopper, catalogue.mug, 3, typed.order);
  const onItsWay = await shop.paidOrder(shopper, catalogue.notebook, 1, typed.order);
  await shop.addToCart(shopper, catalogue.mug);
  const late = await shop.placeOrder(shopper, typed.order);
  const tab = await shopper.context().newPage();
  await tab.goto(shop.statusPage(late));
  await shop.goToCashier(tab);
  await shopper.getByRole("button", { name: "取消订单" }).click();
  await shop.expectLabel(shopper, "已取消 · 买家取消");
  await tab.getByRole("button", { name: "付款但不返回" }).click();
  const back = await tab.getByRole("link", { name: "返回商家" }).getAttribute("href");
  await tab.close();
  await shopper.goto(shop.statusPage(late));
  await shop.expectMoneyBack(shopper, "付款时订单已经取消");
  await shop.addToCart(shopper, catalogue.notebook);
  const confirming = await shop.placeOrder(shopper, typed.order);
  await faults({ method: "*", fault: "notify-drop" }, { method: "alipay.trade.query", fault: "http-502" });
  await shop.goToCashier(shopper);
  await shopper.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(shopper, "付款确认中");
  await shop.addToCart(shopper, catalogue.notebook);
  const unpaid = await shop.placeOrder(shopper, typed.order);
  await shop.addToCart(shopper, "soy-candle");

  const phone = await elsewhere();
  await phone.goto(back!);
  const wechat = await elsewhere({ userAgent: "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50" });
  await shop.signIn(wechat, person);

  const staff = await elsewhere();
  await shop.staffSignIn(staff, demo.accounts.staff);
  await shop.ship(staff, onItsWay, shop.trackingNumber());
  const refund = `/admin/orders/${paid}/refund`;
  await staff.goto(demo.shop_url + refund);
  await staff.getByLabel("退款原因").first().selectOption({ index: 1 });
  await staff.getByLabel("退款件数").first().selectOption("1");
  await staff.locator('[name="form[reason_text]"]').fill(typed.reason);
  await staff.getByRole("button", { name: "计算" }).click();
  await staff.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  await shopper.goto(shop.statusPage(paid));
  await shop.waitForLabel(shopper, "部分退款", 20);
  await shop.requestRefund(shopper, paid, "商品破损", typed.words);
  const owner = await elsewhere();
  await shop.staffSignIn(owner, demo.accounts.owner);

  const invitation = await shop.invite(owner, "(查看|Viewer)");

  const status = (number: string) => open(`/change_status?order_id=${number}`);
  const stops: [string, Page, Stop["show"], Stop["still"]?][] = [
    ["front page", nobody, twin("/"), "in each language"],
    ["product", nobody, twin("/p/stoneware-mug"), "in each language"],
    ["product with two choices, few left", nobody, twin("/p/thread-notebook?o=sand.plain"), "in each language"],
    ["product sold out", nobody, twin("/p/soy-candle?o=cedar")],
    ["product that is not there", nobody, twin("/p/nothing")],
    ["all categories", nobody, twin("/c"), "in each language"],
    ["category", nobody, twin("/c/vacuum-bottles"), "in each language"],
    ["products in stock by price", nobody, twin("/c?sort=price_up&stock=1&from=x")],
    ["search", nobody, twin("/search?q=mug"), "in each language"],
    ["search without a hit", nobody, twin(`/search?q=${encodeURIComponent("马克被")}`)],
    ["empty search", nobody, twin("/search")],
    ["empty cart", nobody, open("/cart")],
    ["login", nobody, open("/login")],
    ["login refused", nobody, send("/login", "/api/account/sign_in")],
    ["register", nobody, open("/register")],
    ["register refused", nobody, send("/register", "/api/account/sign_up")],
    ["no such page", nobody, open("/no-such-page")],
    ["staff login", nobody, open("/admin/login")],
    ["staff login refused", nobody, send("/admin/login", "/api/admin/sign_in")],
    ["form from elsewhere", nobody, (page) => foreignForm(page)],
    ["account", newcomer, open("/login"), "in one language"],
    ["no orders", newcomer, open("/orders")],
    ["put into the cart", newcomer, (page, language) => send(`${language === "en" ? "/en" : ""}/p/lacquer-pen`, "/api/cart/add")(page)],
    ["cart", shopper, open("/cart"), "in one language"],
    ["checkout", shopper, open("/checkout"), "in one language"],
    ["checkout refused", shopper, async (page) => {
      await page.goto(`${demo.shop_url}/checkout`);
      for (const field of ["contact_name", "contact_phone", "region", "street"]) await page.locator(`[name="form[${field}]"]`).fill("");
      await page.locator('form[action="/api/checkout/place_order"] button').click();
      await page.locator("#errors").waitFor();
    }],
    ["order to pay", shopper, status(unpaid), "in one language"],
    ["order being confirmed", shopper, status(confirming)],
    ["order partly refunded", shopper, status(paid), "in one language"],
    ["order cancelled, money back", shopper, status(late)],
    ["order on its way", shopper, status(onItsWay), "in one language"],
    ["refund request", shopper, open(`/refund_request?order_id=${late}`)],
    ["refund request to fill in", shopper, open(`/refund_request?order_id=${onItsWay}`), "in one language"],
    ["refund request that is open", shopper, open(`/refund_request?order_id=${paid}`), "in one language"],
    ["orders", shopper, open("/orders"), "in one language"],
    ["orders of one state", shopper, open("/orders?tab=to_pay")],
    ["somebody else's order", newcomer, status(paid)],
    ["outline for another browser", phone, status(late)],
    ["order in WeChat", wechat, status(unpaid)],
    ["checkout in WeChat", wechat, open("/checkout")],
    ["desk", staff, open("/admin")],
    ["orders at the desk", staff, open("/admin/orders")],
    ["orders at the desk, none found", staff, open("/admin/orders?q=nothing")],
    ["orders to ship", staff, open("/admin/orders?tab=to-ship")],
    ["orders to ship, none fit", staff, open("/admin/orders?tab=to-ship&has=nothing")],
    ["bulk shipping", owner, open(`/admin/orders/ship?pick=${paid}`)],
    ["bulk shipping, checked", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/orders/ship?pick=${paid}`);
      await page.locator('[name="form[lines]"]').fill("SF12345\nwords");
      await page.locator(".ship-many > button").click();
      await page.locator(".plan").waitFor();
    }],
    ["pick list", owner, open(`/admin/orders/pick-list?pick=${paid}`)],
    ["packing slips", owner, open(`/admin/orders/packing-slips?pick=${paid}`)],
    ["order at the desk", staff, open(`/admin/orders/${paid}`)],
    ["order on its way at the desk", staff, open(`/admin/orders/${onItsWay}`)],
    ["order at the desk, money back", staff, open(`/admin/orders/${late}`)],
    ["refunds", staff, open("/admin/refunds"), "in one language"],
    ["refunds, closed", staff, open("/admin/refunds?tab=closed")],
    ["refund to decide", staff, async (page) => {
      await page.goto(`${demo.shop_url}/admin/refunds`);
      await page.locator("tr.row-link a").first().click();
      await page.locator('form[action="/api/admin/reject_refund"]').waitFor();
    }],
    ["refund not declined without a reason", staff, async (page) => {
      await page.goto(`${demo.shop_url}/admin/refunds`);
      await page.locator("tr.row-link a").first().click();
      await page.locator('form[action="/api/admin/reject_refund"] button').click();
      await page.locator("#errors").waitFor();
    }],
    ["refund", staff, open(refund)],
    ["refund, its sentence", staff, compute(refund, ".plan", (line) => line("qty").selectOption("1"))],
    ["refund refused", staff, compute(refund, "#errors", (line) => line("amount").fill("9999"))],
    ["categories at the desk", owner, open("/admin/categories")],
    ["category at the desk", owner, open("/admin/categories/vacuum-bottles")],
    ["category refused", owner, send("/admin/categories", "/api/admin/save_category")],
    ["products", staff, open("/admin/products")],
    ["products, to change", owner, open("/admin/products")],
    ["products, none found", owner, open("/admin/products?q=nothing")],
    ["products low on stock", owner, open("/admin/products?tab=low")],
    ["prices and stock", owner, open("/admin/products?edit=1")],
    ["prices and stock, checked", owner, sheet(".plan", "+5", "1")],
    ["prices and stock, refused", owner, sheet("#errors", "many", "1")],
    ["products to archive", owner, open("/admin/products?do=archive&pick=stoneware-mug&pick=spring-tea")],
    ["no products to publish", owner, open("/admin/products?do=publish")],
    ["count of stock", owner, open("/admin/stock")],
    ["history of stock", staff, open("/admin/stock/MUG-CELADON")],
    ["import", owner, open("/admin/products/import")],
    ["recon", owner, open("/admin/recon")],
    ["import refused", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/products/import`);
      await page.locator("main form button").click();
      await page.locator("#errors").waitFor();
    }],
    ["import, checked", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/products/import`);
      await page.locator("#f-sheet").setInputFiles({ name: `${"very-long-name-".repeat(4)}.csv`, mimeType: "text/csv", buffer: Buffer.from(SHEET) });
      await page.locator("#f-zip").setInputFiles({ name: "goods.zip", mimeType: "application/zip", buffer: zip({ "notes.txt": Buffer.from("words") }) });
      await page.locator("main form button").click();
      await page.waitForURL(/\/import\/[0-9a-f]{32}$/);
      await follow(page, 'form[action="/api/admin/start_import"]');
    }],
    ["product, to read", staff, open("/admin/products/stoneware-mug")],
    ["product, to change", owner, open("/admin/products/stoneware-mug")],
    ["product refused", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/products/stoneware-mug`);
      await page.locator('[name="form[skus][0][price]"]').fill("nothing");
      await page.locator('button[name="form[act]"][value="save"]').click();
      await page.locator("#errors").waitFor();
    }],
    ["product, new", owner, open("/admin/products/new")],
    ["product, with its variants", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/products/new`);
      const field = (name: string) => page.locator(`[name="form[${name}]"]`);
      const press = (act: string) => page.locator(`button[name="form[act]"][value="${act}"]`).click();
      await field("title_zh").fill("炻器马克杯");
      await field("body_zh").fill("手作。\n\n- **耐热**\n- 350 毫升");
      await field("axes][0][zh").fill("颜色");
      await field("axes][0][values_zh").fill("青瓷绿，月白");
      await press("make");
      await field("skus][1][price").waitFor();
      await press("preview");
      await page.locator(".editor-preview").waitFor();
    }],
    ["settings, to read", staff, open("/admin/settings")],
    ["settings, to change", owner, open("/admin/settings")],
    ["settings refused", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/settings`);
      await page.locator('[name="form[values][postage]"]').fill("nothing");
      await page.locator("#orders form button").click();
      await page.locator("#errors").waitFor();
    }],
    ["settings, logo refused", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/settings`);
      const file = { name: "IMG_7.HEIC", mimeType: "image/heic", buffer: Buffer.from("no picture") };
      await page.locator('#shop input[type="file"]').setInputFiles(file);
      await page.locator("#shop form button").click();
      await page.locator("#f-logo-error").waitFor();
    }],
    ["staff, to read", staff, open("/admin/staff")],
    ["staff", owner, open("/admin/staff")],
    ["staff, no role ticked", owner, send("/admin/staff", "/api/admin/invite")],
    ["staff, a link made", owner, (page) => shop.invite(page, "(查看|Viewer)")],
    ["member of staff", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/staff`);
      await page.locator("main tbody a").first().click();
      await page.waitForURL(/\/admin\/staff\/./);
    }],
    ["invitation", nobody, (page) => page.goto(invitation)],
    ["invitation refused", nobody, async (page) => {
      await page.goto(invitation);
      await page.locator("main form button").click();
      await page.locator("#errors").waitFor();
    }],
    ["invitation that is not there", nobody, open("/admin/join")],
    ["my account", staff, open("/admin/me")],
    ["my account, password refused", staff, send("/admin/me", "/api/admin/change_password")],
    ["two-step to set up", staff, open("/admin/two-step")],
    ["two-step refused", staff, send("/admin/two-step", "/api/admin/set_factor")],
    ["code of the second step", staff, open("/admin/code")],
    ["self-check", owner, open("/admin/doctor")],
    ["first start of a shop with an owner", nobody, open("/admin/first-run")],
    ["sales", owner, open("/admin/sales")],
    ["sales by product", owner, open("/admin/sales?range=today&by=product")],
    ["sales, days refused", owner, open("/admin/sales?from=2026-11-28&to=2026-11-01")],
    ["exports", owner, open("/admin/exports")],
    ["exports, days refused", owner, open("/admin/exports?kind=ledger&from=2026-11-28&to=2026-11-01")],
    ["log of acts", owner, open("/admin/audit")],
    ["alarms", owner, open("/admin/alarms")],
    ["notifications to process", owner, open("/admin/inbox")],
    ["all notifications", owner, open("/admin/inbox?tab=all")],
    ["one notification", owner, async (page) => {
      await page.goto(`${demo.shop_url}/admin/inbox?tab=all`);
      await page.locator("tbody th a").first().click();
      await page.waitForURL(/\/admin\/inbox\/./);
    }],
    ["failed jobs", owner, open("/admin/jobs")],
    ["waiting jobs", owner, open("/admin/jobs?tab=ready")],
    ["refused notifies", owner, open("/admin/inbox")],
    ["jobs given up", owner, open("/admin/jobs")],
    ["mail", owner, open("/admin/mail")],
    ["order for the owner", owner, open(`/admin/orders/${paid}`)],
    ["refund for the owner", owner, open(refund)],
    ["password once more", owner, open(`/admin/prove?next=${encodeURIComponent(refund)}`)],
    ["no such order at the desk", staff, open("/admin/orders/20261122AAAAAAAAAA")],
    ["no such page at the desk", staff, open("/admin/no-such-page")],
  ];
  return stops.map(([name, page, show, still]) => ({ name, page, show, still }));
}

/** A form sent from another origin, which a layer refuses with its own error page. */
async function foreignForm(page: Page): Promise<void> {
  await page.goto("data:text/html,<title>elsewhere</title>");
  await page.evaluate((door) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = door;
    document.body.append(form);
    form.submit();
  }, `${demo.shop_url}/api/cart/add`);
  await page.waitForURL(/\/api\/cart\/add/);
}
