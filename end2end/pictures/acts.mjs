// What shoppers and staff do, in Chinese, found by the visible labels.
const address = { 收货人: "林小满", 联系电话: "13812341234", 所在地区: "浙江省 杭州市 西湖区", 详细地址: "文三路 100 号 3 幢 502" };

/** Fills in fields by their names, which are the same in both languages. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="form[${name}]"]`).first();
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses the submit button of the form that has this field. */
export const send = (page, name) => page.locator(`main form:has([name="form[${name}]"]) button`).last().click();

export async function signIn(page, shop, path, account) {
  await page.goto(shop.at(path));
  await fill(page, { login: account.login, password: account.password });
  await send(page, "password");
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
}

let people = 0;

/** A newly registered shopper, signed in, in a new browser context. */
export async function newcomer(shop, name = "周小满") {
  people += 1;
  const context = await shop.visitor("zh-CN");
  const page = await context.newPage();
  await page.goto(shop.at("/register"));
  await fill(page, { login: `reader-${people}@example.com`, display_name: name, password: "green-tea-in-the-morning" });
  await send(page, "password");
  await page.waitForURL((url) => !url.pathname.endsWith("/register"));
  return { context, page };
}

export async function addToCart(page, shop, path, qty = 1) {
  await page.goto(shop.at(path));
  await page.getByLabel("数量").fill(String(qty));
  await page.getByRole("button", { name: "加入购物车" }).click();
  await page.waitForLoadState();
}

/** Orders the product of this page; returns the order number. */
export async function order(page, shop, path, qty = 1, note = "") {
  await page.goto(shop.at(path));
  await page.getByLabel("数量").fill(String(qty));
  await page.getByRole("button", { name: "立即购买" }).click();
  return checkOut(page, note);
}

/** Fills in the checkout page and places the order. */
export async function checkOut(page, note = "") {
  for (const [label, value] of Object.entries(address)) await page.getByLabel(label).fill(value);
  if (note) await page.locator('[name="form[buyer_note]"]').fill(note);
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/change_status/);
  return new URL(page.url()).searchParams.get("order_id");
}

export const status = (number) => `/change_status?order_id=${number}`;

export async function toCashier(page, shop, number) {
  await page.goto(shop.at(status(number)));
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await page.getByRole("button", { name: "一键付款" }).waitFor();
}

export async function pay(page, shop, number) {
  await toCashier(page, shop, number);
  await page.getByRole("button", { name: "一键付款" }).click();
  await page.waitForURL(/change_status/);
}

/** Fills in the refund form: some units of the first line, or everything; returns the URL of its confirmation page. */
export async function planRefund(desk, shop, number, units, words = "") {
  await desk.goto(shop.at(`/admin/orders/${number}/refund`));
  await desk.getByLabel("退款原因").first().selectOption({ index: 1 });
  if (words) await desk.locator('[name="form[reason_text]"]').fill(words);
  if (units === "all") {
    await desk.getByRole("button", { name: "全部退款" }).click();
  } else {
    await desk.getByLabel("退款件数").first().selectOption(String(units));
    await desk.getByRole("button", { name: "计算" }).click();
  }
  await desk.getByText(/将退回/).waitFor();
  return desk.url().replace(shop.demo.shop_url, "");
}

export async function refund(desk, shop, number, units, words) {
  await planRefund(desk, shop, number, units, words);
  await desk.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  await desk.waitForURL(/admin\/orders\/\w+$/);
}

/** Ships what is left of the order, in one parcel. */
export async function ship(desk, shop, number, tracking) {
  await desk.goto(shop.at(`/admin/orders/${number}`));
  await desk.getByLabel("运单号").first().fill(tracking);
  await desk.getByRole("button", { name: "发货" }).first().click();
  await desk.locator(".parcel").waitFor();
}

/** Reloads the page until it shows this text. */
export async function until(page, address, words, seconds = 60) {
  for (let second = 0; second < seconds; second += 1) {
    await page.goto(address);
    if ((await page.getByRole("main").getByText(words, { exact: true }).count()) > 0) return;
    await page.waitForTimeout(1_000);
  }
  throw new Error(`${address} never said ${words}`);
}
