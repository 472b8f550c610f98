// The two pictures of README.md: the front page in English, an order with its refund in Chinese.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import * as act from "./acts.mjs";
import { settled } from "./camera.mjs";

export async function takeReadme(shop, out) {
  mkdirSync(out, { recursive: true });
  const desk = await (await shop.visitor("zh-CN")).newPage();
  await act.signIn(desk, shop, "/admin/login", shop.demo.accounts.owner);
  const page = await (await shop.visitor("zh-CN")).newPage();
  await act.signIn(page, shop, "/login", shop.demo.accounts.shopper);
  const number = await act.order(page, shop, "/p/stoneware-mug?o=ochre", 3);
  await act.pay(page, shop, number);
  await act.refund(desk, shop, number, 1, "一只杯口有磕碰，已为你退款。");
  await act.until(page, shop.at(act.status(number)), "部分退款");

  const guest = await (await shop.visitor("en")).newPage();
  await take(guest, shop.at("/en/"), join(out, "shop.png"));
  await take(page, shop.at(act.status(number)), join(out, "order.png"));
}

async function take(page, address, path) {
  await page.setViewportSize({ width: 1200, height: 1040 });
  await page.goto(address);
  await settled(page);
  await page.screenshot({ path });
}
