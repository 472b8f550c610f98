// What shoppers and staff do. Functions that end in `ByHand` use the pages by their visible labels; the others send the same
// forms without rendering the pages, for tests of later steps.
import { expect, type Page } from "@playwright/test";
import { demo } from "./demo";
import { sendForm } from "./form";

let counter = 0;

export interface Person {
  login: string;
  password: string;
}

/** A new login. */
export function newPerson(): Person {
  counter += 1;
  return { login: `journey-${Date.now()}-${counter}@example.com`, password: "green-tea-in-the-morning" };
}

/** A tracking number that no other parcel of the shop has: two parcels of a carrier cannot have the same. */
export function trackingNumber(start = "SF"): string {
  counter += 1;
  return `${start}${Date.now()}${counter}`;
}

export async function register(page: Page, person: Person = newPerson(), name = "林小满"): Promise<Person> {
  const fields = { login: person.login, display_name: name, password: person.password };
  expect(await sendForm(page, "/register", "/api/account/sign_up", fields)).not.toMatch(/register/);
  return person;
}

export async function registerByHand(page: Page, person: Person = newPerson()): Promise<Person> {
  await page.goto(`${demo.shop_url}/register`);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("称呼").fill("林小满");
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page).not.toHaveURL(/register/);
  return person;
}

export async function signIn(page: Page, person: Person): Promise<void> {
  const { login, password } = person;
  expect(await sendForm(page, "/login", "/api/account/sign_in", { login, password })).not.toMatch(/\/login/);
}

export async function signInByHand(page: Page, person: Person): Promise<void> {
  if (!page.url().includes("/login")) await page.goto(`${demo.shop_url}/login`);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

/** Adds units of a product to the cart. */
export async function addToCart(page: Page, slug: string, qty = 1): Promise<void> {
  expect(await sendForm(page, `/p/${slug}`, "/api/cart/add", { qty: String(qty) })).toContain(`/p/${slug}`);
}

/** The same on the product page. */
export async function addToCartByHand(page: Page, slug: string, qty = 1): Promise<void> {
  await page.goto(`${demo.shop_url}/p/${slug}`);
  await page.getByLabel("数量").fill(String(qty));
  await page.getByRole("button", { name: "加入购物车" }).click();
}

export const address = {
  name: "林小满",
  phone: "13812341234",
  region: "浙江省 杭州市 西湖区",
  street: "文三路 100 号 3 幢 502",
};

export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel("收货人").fill(address.name);
  await page.getByLabel("联系电话").fill(address.phone);
  await page.getByLabel("所在地区").fill(address.region);
  await page.getByLabel("详细地址").fill(address.street);
}

/** Orders the contents of the cart without opening a page; `more` are other values of the form. Returns the page's URL. */
function checkOut(page: Page, more: Record<string, string> = {}): Promise<string> {
  const fields = { contact_name: address.name, contact_phone: address.phone, region: address.region, street: address.street };
  return sendForm(page, "/checkout", "/api/checkout/place_order", { ...fields, ...more });
}

/** Orders the contents of the cart and opens the order page; `more` are other values of the form. Returns the order number. */
export async function placeOrder(page: Page, more: Record<string, string> = {}): Promise<string> {
  await page.goto(await checkOut(page, more));
  return orderNumber(page);
}

/** Orders the contents of the cart on the pages; returns the order number. */
export async function placeOrderByHand(page: Page): Promise<string> {
  await page.goto(`${demo.shop_url}/cart`);
  await page.getByRole("main").getByText("去结算", { exact: true }).click();
  await fillAddress(page);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page).toHaveURL(/change_status\?order_id=/);
  return orderNumber(page);
}

export const orderNumber = (page: Page) => numberIn(page.url());

function numberIn(address: string): string {
  const number = new URL(address).searchParams.get("order_id");
  if (!number) throw new Error(`no order number in ${address}`);
  return number;
}

export const statusPage = (number: string) => `${demo.shop_url}/change_status?order_id=${number}`;

/** Goes from the order page to the simulated cashier. */
export async function goToCashier(page: Page): Promise<void> {
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await expect(page.getByRole("button", { name: "一键付款" })).toBeVisible();
}

/** Places and pays an order of one product; `more` are other values of the checkout form. */
export async function paidOrder(page: Page, slug: string, qty = 1, more: Record<string, string> = {}): Promise<string> {
  await addToCart(page, slug, qty);
  const number = await placeOrder(page, more);
  await goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await expect(page).toHaveURL(statusPage(number));
  await expectLabel(page, "待发货");
  return number;
}

/** What an order of many has: units of the product, and values of the checkout form. */
export interface Wanted {
  qty: number;
  fields: Record<string, string>;
}

/** Places and pays many orders of one product without drawing a page; returns their numbers, the first paid first. */
export async function paidOrders(page: Page, slug: string, wanted: Wanted[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const { qty, fields } of wanted) {
    await addToCart(page, slug, qty);
    const number = numberIn(await checkOut(page, fields));
    const cashier = await sendForm(page, `/change_status?order_id=${number}`, "/api/payment/start", {});
    const back = await page.request.post(`${cashier}/pay`);
    if (back.url() !== statusPage(number)) throw new Error(`${number} was not paid: ${back.status()} at ${back.url()}`);
    numbers.push(number);
  }
  return numbers;
}

/** The form of a parcel on the order page of staff. */
export const parcelForm = (staff: Page) => staff.getByRole("region", { name: "发货", exact: true });

/** Ships what is left of an order, in one parcel. */
export async function ship(staff: Page, number: string, tracking: string, carrier = "顺丰速运"): Promise<void> {
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await parcelForm(staff).getByLabel("物流公司").selectOption({ label: carrier });
  await parcelForm(staff).getByLabel("运单号").fill(tracking);
  await parcelForm(staff).getByRole("button", { name: "发货" }).click();
  await expect(staff.getByRole("main").getByText("已发货。")).toBeVisible();
}

/** Asks for a refund of the preset units on the page of the request, with the customer's own words if there are any. */
export async function requestRefund(page: Page, number: string, reason: string, words = ""): Promise<void> {
  await page.goto(`${demo.shop_url}/refund_request?order_id=${number}`);
  await page.getByLabel(reason).check();
  if (words) {
    await page.locator("details.more summary").click();
    await page.locator('[name="form[reason_text]"]').fill(words);
  }
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(page).toHaveURL(statusPage(number));
  await expectLabel(page, "退款待审核");
}

/** Checks the status label on the order page of shoppers or of staff. */
export async function expectLabel(page: Page, label: string): Promise<void> {
  await expect(page.getByRole("main").getByText(label, { exact: true }).first()).toBeVisible();
}

/** Reloads until the label appears, because a job has to run first. */
export async function waitForLabel(page: Page, label: string, seconds: number): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("main").getByText(label, { exact: true }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: seconds * 1_000, intervals: [200, 500] });
}

export async function staffSignIn(page: Page, person: Person): Promise<void> {
  const { login, password } = person;
  expect(await sendForm(page, "/admin/login", "/api/admin/sign_in", { login, password })).toMatch(/\/admin(\/orders)?$/);
}

/** Makes a link that invites a member of staff with the role whose label begins with `role`. */
export async function invite(owner: Page, role: string, at = demo.shop_url): Promise<string> {
  await owner.goto(`${at}/admin/staff`);
  await owner.getByRole("checkbox", { name: new RegExp(`^${role}`) }).check();
  await owner.locator('form[action="/api/admin/invite"] button').click();
  return owner.locator("main code.once").innerText();
}

/** The out_trade_no of the attempt, as shown by the cashier. */
export async function attemptNumber(cashier: Page): Promise<string> {
  const number = /P\d{8}[0-9A-Z]{16}/.exec(await cashier.getByRole("region", { name: "订单" }).innerText())?.[0];
  if (!number) throw new Error(`no number of an attempt on ${cashier.url()}`);
  return number;
}

/** Checks the section of unapplied payments: the reason and the refund. */
export async function expectMoneyBack(page: Page, why: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    const surplus = page.getByRole("region", { name: "未计入订单的付款" });
    await expect(surplus.getByText(why)).toBeVisible({ timeout: 500 });
    await expect(surplus.getByText("已退款", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 25_000, intervals: [200, 500] });
}

/** The same on the order page of staff: how the attempt is booked, and the automatic refund with its reason. */
export async function expectMoneyBackAtTheDesk(staff: Page, number: string, why: string, origin: string): Promise<void> {
  await staff.goto(`${demo.shop_url}/admin/orders/${number}`);
  await expect(staff.getByRole("region", { name: "付款记录" }).getByText(why).first()).toBeVisible();
  const refunds = staff.getByRole("region", { name: "退款" }).first();
  await expect(refunds.getByText(origin)).toBeVisible();
  await expect(refunds.getByText("已退款", { exact: true }).first()).toBeVisible();
}
