// Markup in whatever people type, then a walk over every page of the tour and those that it lacks: each shows it as text. A
// page that is in no walk fails the test.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { force, harmless, hearing, hostile, long, short, told } from "../support/hostile";
import * as shop from "../support/shopper";
import { faults } from "../support/simulator";
import { tour, type Typed } from "../support/tour";

test.afterEach(async () => {
  await faults();
});

const typed: Typed = {
  name: short("林小满"),
  order: { contact_name: short("收"), region: hostile("region"), street: hostile("street"), buyer_note: long("note") },
  reason: hostile("reason"),
  words: long("words"),
};
const TITLES = { title_zh: "<img src=x data-hostile> 杯", title_en: "<img src=x data-hostile> mug" };
const RETURN_ADDRESS = hostile("return-address");
const SENDER = short("寄件人");
const MEMBER = short("王芳");
const NO_PICTURE = { name: '"><img src=x data-hostile onerror=alert(3)>.png', mimeType: "image/png", buffer: Buffer.from("no picture") };

const go = (page: Page, path: string) => page.goto(demo.shop_url + path);
const form = (page: Page, door: string) => page.locator(`form[action="/api/${door}"]`);
/** Submits a form that is refused; what was typed stays in the field as it was. */
async function refused(page: Page, door: string, field: string, words: string): Promise<void> {
  const control = () => form(page, door).locator(`[name="form[${field}]"]`).first();
  await force(control(), words);
  await form(page, door).locator("button").first().click();
  await expect(page.locator("#errors")).toBeVisible();
  await expect(control()).toHaveValue(words);
  await harmless(page, `${door} ${field}`);
}

/** Changes the titles of a product; returns those before. */
async function rename(owner: Page, slug: string, titles: Record<string, string>): Promise<Record<string, string>> {
  await go(owner, `/admin/products/${slug}`);
  await owner.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  const before: Record<string, string> = {};
  for (const [name, title] of Object.entries(titles)) {
    const control = owner.locator(`[name="form[${name}]"]`);
    before[name] = await control.inputValue();
    await control.fill(title);
  }
  await desk.save(owner);
  return before;
}

async function setting(owner: Page, section: string, name: string, value: string): Promise<void> {
  await go(owner, "/admin/settings");
  await owner.locator(`#${section} [name="form[values][${name}]"]`).fill(value);
  await owner.locator(`#${section}`).getByRole("button", { name: "保存" }).click();
  await expect(owner.getByRole("main").getByText("已保存。")).toBeVisible();
  await harmless(owner, name);
}

/** An order that is shipped, asked back, declined, asked back again, and awaited; returns its number. */
async function story(buyer: Page, owner: Page): Promise<string> {
  await shop.register(buyer, undefined, typed.name);
  const number = await shop.paidOrder(buyer, catalogue.mug, 2, typed.order);
  await go(owner, `/admin/orders/${number}`);
  const note = long("staff-note");
  await owner.locator('[name="form[staff_note]"]').fill(note);
  await form(owner, "admin/note").locator("button").click();
  await told(owner, note);
  await refused(owner, "admin/ship_order", "tracking_no", hostile("tracking"));
  await go(owner, "/admin/orders/ship");
  await owner.locator('[name="form[lines]"]').fill(`${hostile("line")}\n${number},${hostile("carrier")},${hostile("number")}`);
  await owner.locator('form.ship-many input[type="file"]').setInputFiles({ ...NO_PICTURE, mimeType: "text/csv" });
  await owner.locator("form.ship-many > button").click();
  await expect(owner.locator("#errors, .plan").first()).toBeVisible();
  await harmless(owner, "bulk shipping");
  await go(owner, `/admin/orders/${number}`);
  await form(owner, "admin/ship_order").locator('[name="form[tracking_no]"]').fill(shop.trackingNumber());
  await form(owner, "admin/ship_order").locator("button").click();
  await expect(owner.locator(".parcel")).toBeVisible();
  await owner.locator("details.parcel-correct summary").click();
  await refused(owner, "admin/correct_number", "tracking_no", hostile("corrected"));

  // Asked for with a photograph that is none, then without.
  await go(buyer, `/refund_request?order_id=${number}`);
  await buyer.getByLabel("退货退款").check();
  await buyer.getByLabel("商品破损").check();
  await buyer.locator("details.more summary").click();
  await buyer.locator('[name="form[reason_text]"]').fill(typed.words);
  await buyer.locator('input[type="file"]').setInputFiles(NO_PICTURE);
  await buyer.getByRole("button", { name: "提交申请" }).click();
  await expect(buyer.locator("#errors")).toBeVisible();
  await expect(buyer.locator('[name="form[reason_text]"]')).toHaveValue(typed.words);
  await harmless(buyer, NO_PICTURE.name);
  await shop.requestRefund(buyer, number, "商品破损", typed.words);
  await told(buyer, typed.words);

  await desk.openRefund(owner, number);
  await told(owner, typed.words);
  const why = long("declined");
  await form(owner, "admin/reject_refund").locator('[name="form[reason]"]').fill(why);
  await form(owner, "admin/reject_refund").locator("button").click();
  await told(owner, why);
  await go(buyer, `/change_status?order_id=${number}`);
  await told(buyer, why);

  await go(buyer, `/refund_request?order_id=${number}`);
  await buyer.getByLabel("退货退款").check();
  await buyer.getByLabel("商品破损").check();
  await buyer.getByRole("button", { name: "提交申请" }).click();
  await shop.expectLabel(buyer, "退款待审核");
  await desk.openRefund(owner, number);
  await owner.getByText("改为较低金额").click();
  const lower = form(owner, "admin/approve_refund").filter({ hasText: "较低金额" });
  const less = long("lower");
  await force(lower.locator('[name="form[amount]"]'), hostile("amount"));
  await lower.locator('[name="form[reason]"]').fill(less);
  await lower.getByRole("button", { name: "同意退款" }).click();
  await expect(owner.locator("#errors")).toBeVisible();
  await expect(lower.locator('[name="form[reason]"]')).toHaveValue(less);
  await harmless(owner, less);
  await form(owner, "admin/ask_return").locator("button").click();
  await told(owner, "已请买家把商品寄回。");

  // The buyer's page of the return: the shop's address, the parcel.
  await go(buyer, `/change_status?order_id=${number}`);
  await told(buyer, RETURN_ADDRESS);
  const carrier = short("中通");
  await buyer.locator('[name="form[carrier]"]').fill(carrier);
  await force(buyer.locator('[name="form[tracking_no]"]'), hostile("back"));
  await buyer.getByRole("button", { name: "填写退货运单" }).click();
  await expect(buyer.locator("#errors")).toBeVisible();
  await expect(buyer.locator('[name="form[carrier]"]')).toHaveValue(carrier);
  await harmless(buyer, carrier);
  await buyer.locator('[name="form[tracking_no]"]').fill(shop.trackingNumber("73"));
  await buyer.getByRole("button", { name: "填写退货运单" }).click();
  await told(buyer, carrier);
  await desk.openRefund(owner, number, "return");
  await told(owner, carrier);
  await refused(owner, "admin/receive_return", "lines][0][restock", hostile("units"));
  return number;
}

/** The routes of both sides; those of the two languages are one page. */
function routes(): string[] {
  const root = join(dirname(test.info().config.configFile!), "..");
  const texts = ["app/src/routes.rs", "crates/desk/src/routes.rs"].map((file) => readFileSync(join(root, file), "utf8"));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/path!\("([^"]+)"\)/g)]).map(([, route]) => plain(route!)))];
}
const plain = (path: string) => path.replace(/^\/en(?=\/|$)/, "").replace(/(?<=.)\/$/, "") || "/";
/** The pattern of a route: a part with a colon is any text, unless another route has a word in its place. */
const pattern = (route: string) => new RegExp(`^${route.replace(/:[a-z]+/g, "[^/]+")}$`);

test("markup in every text that is typed stays text on every page", async ({ elsewhere }) => {
  test.setTimeout(600_000);
  const scripts = test.info().project.use.javaScriptEnabled ?? true;
  const language = scripts ? "zh-CN" : "en";
  const dialogs: string[][] = [];
  const browser: typeof elsewhere = async (options) => {
    const page = await elsewhere(options);
    dialogs.push(hearing(page));
    return page;
  };
  const owner = await browser();
  await desk.ownerSignIn(owner);
  const titles = await rename(owner, catalogue.mug, TITLES);
  const visited = new Set<string>();
  const shown: string[] = [];
  /** Looks at the page as it is. */
  const look = async (page: Page, name: string) => {
    await harmless(page, name);
    visited.add(plain(new URL(page.url()).pathname));
    shown.push((await page.locator("body").textContent()) ?? "");
  };
  try {
    await setting(owner, "refunds", "return_address", RETURN_ADDRESS);
    await setting(owner, "mail", "mail_sender", SENDER);
    const member = await browser();
    await member.goto(await shop.invite(owner, "查看"));
    await member.locator('[name="form[login]"]').fill(shop.newPerson().login);
    await member.locator('[name="form[display_name]"]').fill(MEMBER);
    await member.locator('[name="form[password]"]').fill(shop.newPerson().password);
    await member.locator("main form button").click();
    await expect(member).toHaveURL(/\/admin$/);
    const buyer = await browser();
    const number = await story(buyer, owner);
    // What the gateway did not sign, and a bill that is none.
    await owner.request.post(`${demo.shop_url}/alipay/notify`, { form: { out_trade_no: hostile("forged"), sign: hostile("sign"), sign_type: "RSA2" } });
    await go(owner, "/admin/recon");
    await owner.locator('input[type="file"]').setInputFiles({ ...NO_PICTURE, mimeType: "application/zip" });
    await owner.locator('form[action="/admin/recon"] button').click();
    await expect(owner.locator("#errors")).toBeVisible();
    await look(owner, "refused bill");

    const stops = await tour(browser, typed);
    for (const { name, page, show } of stops) {
      await page.context().addCookies([{ name: "lang", value: language, url: demo.shop_url }]);
      await show(page, language);
      await look(page, name);
    }
    const more: [Page, string[]][] = [
      [buyer, ["/orders", `/change_status?order_id=${number}`, `/refund_request?order_id=${number}`]],
      [member, ["/admin", "/admin/me"]],
      [owner, [
        `/admin/orders/${number}`, `/admin/orders/pick-list?pick=${number}`, `/admin/orders?q=${number}`, "/admin/refunds?tab=return",
        "/admin/refunds?tab=closed", "/admin/refunds?tab=held", "/admin/refunds?tab=unknown", "/admin/inbox?tab=rejected", "/admin/jobs?tab=done",
        "/admin/mail?tab=all", `/admin/audit?target=${number}`, `/admin/audit?actor=${encodeURIComponent(hostile("actor"))}`,
        "/admin/sales?range=today&by=product", "/admin/sales?range=today&by=sku", `/admin/sales?from=${encodeURIComponent(hostile("from"))}`,
        `/admin/exports?kind=${encodeURIComponent(hostile("kind"))}&from=${encodeURIComponent(hostile("day"))}`,
        `/admin/orders?tab=to-ship&region=${encodeURIComponent(hostile("province"))}&has=${encodeURIComponent(hostile("has"))}&from=${encodeURIComponent(hostile("paid"))}`,
        `/admin/inbox/${encodeURIComponent(hostile("key"))}`, `/admin/refunds/${encodeURIComponent(hostile("request"))}`,
        `/admin/staff/${encodeURIComponent(hostile("handle"))}`, `/admin/stock/${encodeURIComponent(hostile("code"))}`,
      ]],
    ];
    for (const [page, paths] of more) {
      for (const path of paths) {
        await go(page, path);
        await look(page, path);
      }
    }
  } finally {
    await owner.context().addCookies([{ name: "lang", value: "zh-CN", url: demo.shop_url }]);
    await rename(owner, catalogue.mug, titles);
    await setting(owner, "refunds", "return_address", "");
    await setting(owner, "mail", "mail_sender", "");
  }
  expect(dialogs.flat()).toEqual([]);
  // Each text was on a page, so the walk was not over pages without any.
  const all = shown.join("\n");
  const texts = [typed.name, ...Object.values(typed.order), typed.reason, typed.words, language === "en" ? TITLES.title_en : TITLES.title_zh, RETURN_ADDRESS, MEMBER];
  for (const text of texts) expect(all.includes(text), text).toBe(true);
  const all_routes = routes();
  const words = new Set(all_routes.filter((route) => !route.includes(":")));
  const left = all_routes.filter((route) => ![...visited].some((path) => (route.includes(":") ? pattern(route).test(path) && !words.has(path) : path === route)));
  expect(left, "pages in no walk").toEqual([]);
});
