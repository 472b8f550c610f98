// Mail as its reader gets it: a shop that is served with a mail server of the test, both forms of each mail, and their links.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { code } from "../support/second-step";
import { openServed, SENDER, type Served } from "../support/served";
import { fillAddress, newPerson, orderNumber, waitForLabel, type Person } from "../support/shopper";
import type { Letter } from "../support/sink";

const SHEET = `网址名,中文名称,英文名称,分类,规格名,规格值,规格编码,价格（元）,划线价（元）,重量（克）,库存,状态
tea-bowl,茶碗 <素烧>,Tea bowl,,容量,大,BOWL-L,58.00,,400,7,在售
`;

let shop: Served;

test.beforeEach(async () => {
  shop = await openServed(SHEET);
});
test.afterEach(async () => {
  await shop.close();
});

/** Opens the shop as its owner, who needs the second step because the shop sends mail. */
async function openShop(page: Page): Promise<void> {
  const person = newPerson();
  await page.goto(shop.firstRun);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("姓名").fill("王芳");
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("button", { name: "创建店主并登录" }).click();
  await expect(page).toHaveURL(/\/admin\/two-step/);
  await page.getByLabel("验证码").fill(code(await page.locator("main code.once").innerText()));
  await page.getByRole("button", { name: "开启两步验证" }).click();
  await expect(page.locator(".codes code")).toHaveCount(10);
}

async function register(page: Page): Promise<Person> {
  const person = newPerson();
  await page.goto(`${shop.shopUrl}/register`);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("称呼").fill("林小满");
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page).not.toHaveURL(/register/);
  return person;
}

/** Buys bowls and pays; returns the number of the order. */
async function buy(page: Page, units: number): Promise<string> {
  await page.goto(`${shop.shopUrl}/p/tea-bowl`);
  await page.getByLabel("数量").fill(String(units));
  await page.getByRole("button", { name: "加入购物车" }).click();
  await page.goto(`${shop.shopUrl}/checkout`);
  await fillAddress(page);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page).toHaveURL(/change_status\?order_id=/);
  const number = orderNumber(page);
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await page.getByRole("button", { name: "一键付款" }).click();
  await waitForLabel(page, "待发货", 10);
  return number;
}

/** Waits for the mail to `to` with this subject. */
async function letter(to: string, subject: RegExp): Promise<Letter> {
  const found = () => shop.sink.letters.filter((one) => one.to === to && subject.test(one.subject));
  await expect.poll(() => found().length, { message: `mail to ${to}: ${subject}`, timeout: 10_000 }).toBe(1);
  return found()[0]!;
}

/** The one link of a mail to a page of the shop beside its front page; both forms have it. */
function link({ text, html }: Letter): string {
  const inText = [...text.matchAll(/http:\S+/g)].map(([url]) => url).filter((url) => new URL(url).pathname !== "/");
  const inHtml = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url!.replaceAll("&amp;", "&"));
  expect(inText).toHaveLength(1);
  expect(inHtml).toContain(inText[0]);
  return inText[0]!;
}

test("paid, shipped, asked and refunded: buyer and staff read mail, and its links lead where it says", async ({ page, elsewhere }) => {
  await openShop(page);
  await page.goto(`${shop.shopUrl}/admin/settings`);
  const mail = page.getByRole("region", { name: "邮件", exact: true });
  await expect(mail).toContainText("邮件服务器已设置。");
  await mail.getByLabel("员工通知邮箱").fill("desk@camellia.example");
  await mail.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("main").getByText("已保存。")).toBeVisible();

  const buyer = await elsewhere();
  const person = await register(buyer);
  const number = await buy(buyer, 2);
  const paid = await letter(person.login, /^付款成功/);
  expect(paid.subject).toBe(`付款成功：订单 ${number}`);
  expect(paid.from).toBe(`山茶小店 <${SENDER}>`);
  for (const told of ["116.00", "茶碗 <素烧>"]) expect(paid.text).toContain(told);
  for (const told of ["116.00", "茶碗 &lt;素烧&gt;"]) expect(paid.html).toContain(told);
  await buyer.goto(link(paid));
  await expect(buyer.getByRole("main")).toContainText(number);
  await waitForLabel(buyer, "待发货", 5);
  // On another device the link leads to the same order, behind the login.
  const phone = await elsewhere();
  await phone.goto(link(paid));
  await expect(phone).toHaveURL(/\/login/);
  await phone.getByLabel("手机号或邮箱").fill(person.login);
  await phone.getByLabel("密码").fill(person.password);
  await phone.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(phone).toHaveURL(link(paid));

  // The mail to staff leads to the order at the desk.
  await page.goto(link(await letter("desk@camellia.example", new RegExp(number))));
  await expect(page).toHaveURL(`${shop.shopUrl}/admin/orders/${number}`);
  await page.getByLabel("物流公司").selectOption("sf");
  await page.getByLabel("运单号").fill("SF1020304050607");
  await page.getByRole("button", { name: "发货", exact: true }).click();
  const shipped = await letter(person.login, /^已发货/);
  for (const form of [shipped.text, shipped.html]) {
    for (const told of ["顺丰速运", "SF1020304050607", "你的商品已经发出。"]) expect(form).toContain(told);
  }

  await buyer.goto(`${shop.shopUrl}/refund_request?order_id=${number}`);
  await buyer.getByLabel("件数").selectOption({ label: "1 件 ¥58.00" });
  await buyer.getByLabel("仅退款").check();
  await buyer.getByLabel("商品破损").check();
  await buyer.getByRole("button", { name: "提交申请" }).click();
  const asked = await letter("desk@camellia.example", /退款/);
  expect(asked.text).toContain("58.00");
  await page.goto(link(asked));
  await page.getByRole("region", { name: "退款", exact: true }).getByRole("link").first().click();
  await page.getByRole("button", { name: "同意退款" }).first().click();
  const decided = await letter(person.login, /退款已同意/);
  const arrived = await letter(person.login, /退款成功/);
  for (const one of [decided, arrived]) {
    expect(one.text).toContain("58.00");
    expect(link(one)).toBe(link(paid));
  }
  expect(shop.sink.letters, "each once").toHaveLength(6);
});

test("mail that is refused is named with the server's answer, and goes out when staff send it again", async ({ page, elsewhere }) => {
  await openShop(page);
  shop.sink.refuses = true;
  const buyer = await elsewhere();
  const person = await register(buyer);
  const number = await buy(buyer, 1);
  const row = page.getByRole("row", { name: number });
  await expect(async () => {
    await page.goto(`${shop.shopUrl}/admin/mail`);
    await expect(row).toContainText("550 no such mailbox", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await expect(row, "an address is shown in part").toContainText("j***@example.com");
  expect(shop.sink.letters).toEqual([]);
  shop.sink.refuses = false;
  await row.getByRole("button", { name: "重新发送" }).click();
  const paid = await letter(person.login, /^付款成功/);
  await buyer.goto(link(paid));
  await expect(buyer.getByRole("main")).toContainText(number);
  await page.goto(`${shop.shopUrl}/admin/mail`);
  await expect(page.getByRole("row", { name: number })).toHaveCount(0);
  await page.getByRole("link", { name: "全部", exact: true }).click();
  await expect(page.getByRole("row", { name: number })).toContainText("250");
});
