// Markup in every field: it is shown as text on every page.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";

let count = 0;
/** Markup that adds an element and opens a dialog if it is not escaped, in any context. */
const hostile = (where: string) => {
  count += 1;
  return `${where}${count}"'></p><img src=x data-hostile onerror=alert(1)>`;
};
/** The same for longer fields. */
const long = (where: string) => `</textarea></title></option></script>${hostile(where)}<script>alert(2)</script>&lt;b&gt;{{7*7}}`;

/** Fills a field beyond the limits that the browser enforces. */
async function force(field: Locator, words: string): Promise<void> {
  await field.evaluate((control) => control.removeAttribute("maxlength"));
  await field.fill(words);
}

async function harmless(page: Page, words: string): Promise<void> {
  await expect(page.locator("[data-hostile]"), `${words} on ${page.url()}`).toHaveCount(0);
  await expect(page.locator("script").filter({ hasText: "alert(" })).toHaveCount(0);
}

/** Checks that the page shows the markup as text. */
async function told(page: Page, words: string): Promise<void> {
  await harmless(page, words);
  await expect(page.getByText(words).first(), page.url()).toBeVisible();
}

test("markup stays text, at the counter and at the desk", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const dialogs: string[] = [];
  const hear = (view: Page) => view.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  hear(page);
  const owner = await elsewhere();
  hear(owner);

  // The account.
  const login = hostile("login");
  await page.goto(`${demo.shop_url}/login`);
  await page.getByLabel("手机号或邮箱").fill(login);
  await page.getByLabel("密码").fill("not-a-password");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue(login);
  await harmless(page, login);
  const name = "<b data-hostile>林小满</b>";
  const person = shop.newPerson();
  await page.goto(`${demo.shop_url}/register?next=${encodeURIComponent('"><script>alert(4)</script>')}`);
  await harmless(page, "next");
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("称呼").fill(name);
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page).not.toHaveURL(/register/);
  await told(page, name);

  // The cart and the address.
  await page.goto(`${demo.shop_url}/p/stoneware-mug?o=${encodeURIComponent(hostile("option"))}`);
  await harmless(page, "option");
  await page.goto(`${demo.shop_url}/p/stoneware-mug`);
  const qty = hostile("qty");
  await page.getByLabel("数量").evaluate((field, value) => { field.setAttribute("type", "text"); field.removeAttribute("max"); (field as HTMLInputElement).value = value; }, qty);
  await page.getByRole("button", { name: "加入购物车" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await harmless(page, qty);
  await shop.addToCart(page, "stoneware-mug");
  await page.goto(`${demo.shop_url}/checkout`);
  const phone = hostile("phone");
  const typed = { 收货人: `<b data-hostile>收</b>`, 所在地区: hostile("region"), 详细地址: hostile("street"), 留言: long("note") };
  for (const [label, words] of Object.entries(typed)) await page.getByLabel(label).fill(words);
  await force(page.getByLabel("联系电话"), phone);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  for (const [label, words] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(words);
  await harmless(page, phone);
  await page.getByLabel("联系电话").fill(shop.address.phone);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page).toHaveURL(/change_status/);
  const number = shop.orderNumber(page);
  for (const words of Object.values(typed)) await told(page, words);
  await page.goto(shop.statusPage(hostile("number")));
  await harmless(page, "number");
  await page.goto(`${demo.shop_url}/${encodeURIComponent(hostile("path"))}`);
  await harmless(page, "path");

  await page.goto(shop.statusPage(number));
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");

  // The admin pages show all of it, and have fields of their own.
  await desk.ownerSignIn(owner);
  await owner.goto(`${demo.shop_url}/admin/orders/${number}`);
  for (const words of Object.values(typed)) await told(owner, words);
  const note = long("staff-note");
  await owner.locator('[name="form[staff_note]"]').fill(note);
  await owner.getByRole("button", { name: "保存备注" }).click();
  await told(owner, note);
  for (const address of ["/admin/orders?q=", "/admin/products?q=", "/admin/audit?action=", "/admin/audit?actor=", "/admin/audit?target="]) {
    await owner.goto(demo.shop_url + address + encodeURIComponent(hostile("q")));
    await harmless(owner, address);
  }
  await owner.goto(`${demo.shop_url}/admin/orders/${number}/refund`);
  const reason = hostile("reason");
  const inner = long("inner");
  await owner.getByLabel("退款原因").first().selectOption({ index: 1 });
  await owner.locator('[name="form[reason_text]"]').fill(reason);
  await owner.locator('[name="form[staff_note]"]').fill(inner);
  await owner.getByRole("button", { name: "全部退款" }).click();
  await harmless(owner, reason);
  await owner.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  await told(owner, reason);
  await told(owner, inner);
  await page.goto(shop.statusPage(number));
  await told(page, reason);
  await expect(page.getByText(inner), "the note among staff stays there").toHaveCount(0);

  // Products.
  const slug = "day-backpack";
  await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
  const fields = ["title_zh", "title_en", "body_zh", "body_en"];
  const before = new Map<string, string>();
  const words = new Map<string, string>();
  // The English fields are folded for a product without English texts.
  const unfold = () => owner.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  await unfold();
  for (const field of fields) {
    const control = owner.locator(`[name="form[${field}]"]`);
    before.set(field, await control.inputValue());
    words.set(field, field.startsWith("title") ? `<img src=x data-hostile> ${field}` : long(field));
    await control.fill(words.get(field)!);
  }
  const save = owner.getByRole("button", { name: "保存", exact: true });
  await save.click();
  try {
    await told(owner, words.get("title_zh")!);
    for (const [address, language] of [["/", "zh"], [`/p/${slug}`, "zh"], ["/en/", "en"], [`/en/p/${slug}`, "en"]] as const) {
      await page.goto(demo.shop_url + address);
      await told(page, words.get(`title_${language}`)!);
      // Markdown reads character references, as HTML does.
      const body = words.get(`body_${language}`)!.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      if (address.includes("/p/")) await told(page, body);
    }
    const price = hostile("price");
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    const row = desk.variant(owner, "PACK-OLIVE");
    await force(row.getByLabel("价格（元）"), price);
    await save.click();
    await expect(owner.locator("#errors")).toBeVisible();
    await expect(row.getByLabel("价格（元）")).toHaveValue(price);
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    const why = hostile("why");
    await row.getByLabel("库存").fill("+1");
    await owner.getByLabel("改动原因").fill(why);
    await save.click();
    await told(owner, why);
    await owner.goto(`${demo.shop_url}/admin/audit`);
    await told(owner, why);
  } finally {
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    await unfold();
    for (const field of fields) await owner.locator(`[name="form[${field}]"]`).fill(before.get(field)!);
    await save.click();
    await expect(owner.getByRole("main").getByRole("status").first()).toBeVisible();
  }
  expect(dialogs).toEqual([]);
});
