// Pictures of every page, in both languages, at three widths, into screenshots/ (ignored by git). Starts a demo shop of
// its own, walks through a purchase and a refund so that every page has something to show, and stops it again.
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = process.env.ZG_TARGET ?? join(root, "target");
const out = join(root, "screenshots");
const widths = [390, 768, 1440];
const languages = ["zh-CN", "en"];
const address = { 收货人: "林小满", 联系电话: "13812341234", 所在地区: "浙江省 杭州市 西湖区", 详细地址: "文三路 100 号 3 幢 502" };

const data = mkdtempSync(join(tmpdir(), "zhanggui-pictures-"));
const shop = spawn(
  join(target, "debug", "zhanggui"),
  ["demo", "--addr", "127.0.0.1:0", "--sim-addr", "127.0.0.1:0", "--data", data],
  { stdio: ["ignore", "pipe", "ignore"] },
);
await new Promise((resolve, reject) => {
  shop.stdout.on("data", (text) => String(text).startsWith("ready ") && resolve());
  shop.on("exit", (code) => reject(new Error(`the demo shop ended with ${code}`)));
});
const demo = JSON.parse(readFileSync(join(data, "demo.json"), "utf8"));
const browser = await chromium.launch({
  executablePath: process.env.ZG_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});

async function signIn(page, path, account) {
  await page.goto(demo.shop_url + path);
  await page.getByLabel("手机号或邮箱").fill(account.login);
  await page.getByLabel("密码").fill(account.password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
}

async function order(page, slug, qty) {
  await page.goto(`${demo.shop_url}/p/${slug}`);
  await page.getByLabel("数量").fill(String(qty));
  await page.getByRole("button", { name: "立即购买" }).click();
  for (const [label, value] of Object.entries(address)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/change_status/);
  return new URL(page.url()).searchParams.get("order_id");
}

try {
  mkdirSync(out, { recursive: true });
  const shopper = await browser.newContext({ locale: "zh-CN" });
  const page = await shopper.newPage();
  await signIn(page, "/login", demo.accounts.shopper);
  const unpaid = await order(page, "thread-notebook", 1);
  const paid = await order(page, "stoneware-mug", 3);
  await page.getByRole("button", { name: "去支付宝付款" }).click();
  await page.screenshot({ path: join(out, "cashier.png"), fullPage: true });
  await page.getByRole("button", { name: "一键付款" }).click();
  await page.waitForURL(/change_status/);
  await page.goto(`${demo.shop_url}/p/soy-candle`);
  await page.getByRole("button", { name: "加入购物车" }).click();

  const staff = await browser.newContext({ locale: "zh-CN" });
  const desk = await staff.newPage();
  await signIn(desk, "/admin/login", demo.accounts.staff);
  await desk.goto(`${demo.shop_url}/admin/orders/${paid}/refund`);
  await desk.getByLabel("退款原因").selectOption({ index: 1 });
  await desk.getByLabel("退款件数").first().selectOption("1");
  await desk.getByRole("button", { name: "计算" }).click();
  const plan = desk.url();
  await desk.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  await desk.waitForURL(/admin\/orders\/\w+$/);

  const anonymous = await browser.newContext();
  const pages = [
    [anonymous, "home", "/"],
    [anonymous, "product", "/p/stoneware-mug"],
    [anonymous, "login", "/login"],
    [anonymous, "register", "/register"],
    [anonymous, "not-found", "/nothing-here"],
    [shopper, "cart", "/cart"],
    [shopper, "checkout", "/checkout"],
    [shopper, "status-unpaid", `/change_status?order_id=${unpaid}`],
    [shopper, "status-refunded", `/change_status?order_id=${paid}`],
    [shopper, "orders", "/orders"],
    [anonymous, "admin-login", "/admin/login"],
    [staff, "admin-orders", "/admin/orders"],
    [staff, "admin-order", `/admin/orders/${paid}`],
    [staff, "admin-refund", `/admin/orders/${paid}/refund`],
    [staff, "admin-refund-plan", plan.replace(demo.shop_url, "")],
  ];
  for (const language of languages) {
    for (const context of [anonymous, shopper, staff]) {
      await context.addCookies([{ name: "lang", value: language, url: demo.shop_url }]);
    }
    for (const [context, name, path] of pages) {
      const view = await context.newPage();
      for (const width of widths) {
        await view.setViewportSize({ width, height: 900 });
        await view.goto(demo.shop_url + path);
        await view.screenshot({ path: join(out, `${name}-${language}-${width}.png`), fullPage: true });
      }
      await view.close();
    }
  }
  console.log(`pictures of ${pages.length} pages in ${out}`);
} finally {
  await browser.close();
  shop.kill("SIGTERM");
  rmSync(data, { recursive: true, force: true });
}
