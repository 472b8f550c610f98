// A clerk comes and leaves: the link that invites, what is lost at one press, and two-step sign-in.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { openFresh, type Fresh } from "../support/fresh";
import { code } from "../support/second-step";
import { invite, newPerson, type Person } from "../support/shopper";

let fresh: Fresh;

test.beforeEach(async () => {
  fresh = await openFresh();
});
test.afterEach(async () => {
  await fresh.close();
});

/** Opens the shop with the link of the first start. */
async function openShop(page: Page): Promise<Person> {
  const person = newPerson();
  await page.goto(fresh.firstRun);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("姓名").fill("王芳");
  await page.getByLabel("密码").fill(person.password);
  await page.getByLabel("店名").fill("山茶小店");
  await page.getByRole("button", { name: "创建店主并登录" }).click();
  await expect(page).toHaveURL(`${fresh.shopUrl}/admin`);
  return person;
}

/** Accepts an invitation. */
async function join(page: Page, link: string, name: string): Promise<Person> {
  const person = newPerson();
  await page.goto(link);
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("button", { name: "加入并登录" }).click();
  return person;
}

async function signIn(page: Page, { login, password }: Person): Promise<void> {
  await page.goto(`${fresh.shopUrl}/admin/login`);
  await page.getByLabel("手机号或邮箱").fill(login);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
}

test("a clerk joins by a link that works once, and is gone at one press", async ({ page, elsewhere }) => {
  await openShop(page);
  await page.getByRole("link", { name: "员工", exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "员工", exact: true })).toBeVisible();
  const link = await invite(page, "订单", fresh.shopUrl);
  const clerk = await elsewhere();
  const person = await join(clerk, link, "陈晨");
  await expect(clerk).toHaveURL(`${fresh.shopUrl}/admin`);
  await page.goto(`${fresh.shopUrl}/admin/staff`);
  await expect(page.locator("main code.once"), "the link is shown once").toHaveCount(0);
  const second = await elsewhere();
  expect((await second.goto(link))!.status()).toBe(404);

  const row = page.getByRole("row", { name: "陈晨" });
  await expect(row).toContainText(person.login);
  await expect(row).toContainText("订单");
  await clerk.goto(`${fresh.shopUrl}/admin/me`);
  await expect(clerk.getByRole("row", { name: "这台" })).toBeVisible();
  await row.getByRole("button", { name: "停用：" }).click();
  await expect(page.getByRole("status").first()).toContainText(/陈晨.?已停用：角色收回，1 处登录已退出，记录保留。/);
  await clerk.goto(`${fresh.shopUrl}/admin/orders`);
  await expect(clerk, "an open session is over").toHaveURL(/\/admin\/login/);
  await signIn(clerk, person);
  await expect(clerk.locator("#errors")).toBeVisible();

  await page.getByRole("row", { name: "陈晨" }).getByRole("button", { name: "恢复：" }).click();
  await expect(page.getByRole("status").first()).toContainText("已恢复");
  await signIn(clerk, person);
  await expect(clerk).toHaveURL(/\/admin(\/orders)?$/);
  await page.goto(`${fresh.shopUrl}/admin/audit`);
  for (const act of ["邀请员工", "接受邀请", "停用员工", "恢复员工"]) {
    await expect(page.getByRole("cell", { name: act, exact: true }).first()).toBeVisible();
  }
});

test("with a second owner both set up two-step sign-in before anything else", async ({ page, elsewhere }) => {
  await openShop(page);
  const link = await invite(page, "店主", fresh.shopUrl);
  const partner = await elsewhere();
  const person = await join(partner, link, "李雷");
  await expect(partner).toHaveURL(/\/admin\/two-step/);
  await page.goto(`${fresh.shopUrl}/admin/orders`);
  await expect(page, "the first owner too").toHaveURL(/\/admin\/two-step/);
  await expect(partner.getByRole("img", { name: /二维码/ })).toBeVisible();

  await partner.getByLabel("验证码").fill("000000x");
  await partner.getByRole("button", { name: "开启两步验证" }).click();
  await expect(partner.locator("#errors")).toBeVisible();
  const key = await partner.locator("main code.once").innerText();
  await partner.getByLabel("验证码").fill(code(key));
  await partner.getByRole("button", { name: "开启两步验证" }).click();
  const codes = await partner.locator(".codes code").allInnerTexts();
  expect(codes).toHaveLength(10);
  await partner.getByRole("link", { name: "进入后台" }).click();
  await expect(partner).toHaveURL(`${fresh.shopUrl}/admin`);
  await partner.goto(`${fresh.shopUrl}/admin/two-step`);
  await expect(partner.locator(".codes code"), "shown once").toHaveCount(0);

  const other = await elsewhere();
  await signIn(other, person);
  await expect(other).toHaveURL(/\/admin\/code/);
  await other.goto(`${fresh.shopUrl}/admin/orders`);
  await expect(other, "nothing opens before").toHaveURL(/\/admin\/code/);
  const spent = code(key, 1);
  await other.getByLabel("验证码").fill(spent);
  await other.getByRole("button", { name: "确认" }).click();
  await expect(other).toHaveURL(`${fresh.shopUrl}/admin/orders`);

  const third = await elsewhere();
  await signIn(third, person);
  for (const used of [spent, "no code"]) {
    await third.getByLabel("验证码").fill(used);
    await third.getByRole("button", { name: "确认" }).click();
    await expect(third.locator("#errors")).toBeVisible();
  }
  await third.getByLabel("验证码").fill(codes[0]!);
  await third.getByRole("button", { name: "确认" }).click();
  await expect(third).toHaveURL(`${fresh.shopUrl}/admin`);
  await third.goto(`${fresh.shopUrl}/admin/me`);
  await third.getByRole("button", { name: "全部退出" }).click();
  await expect(third).toHaveURL(/\/admin\/login/);
  await other.goto(`${fresh.shopUrl}/admin`);
  await expect(other, "signed out everywhere").toHaveURL(/\/admin\/login/);
});
