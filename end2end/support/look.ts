// What a page is measured by: its width against the window's, and every jump of its layout.
import type { Page } from "@playwright/test";
import { demo } from "./demo";
import * as shop from "./shopper";
import { catalogue } from "./catalogue";

/** Pages that speak the language of their address. */
export const publicPages = ["/", `/p/${catalogue.mug}`, `/p/${catalogue.notebook}?o=sand.plain`];

/** The address of a public page in English. */
export const english = (path: string) => `/en${path}`;

/** The language of private pages. */
export async function speak(page: Page, language: "zh-CN" | "en"): Promise<void> {
  await page.context().addCookies([{ name: "lang", value: language, url: demo.shop_url }]);
}

/** Pages as they stand before anybody comes in. */
export const guestPages = ["/login", "/register", "/cart", "/nothing-here", "/admin/login"];

/** A shopper with a paid order of one product and an unpaid one of another, and a full cart; their pages. */
export async function shopperPages(page: Page): Promise<string[]> {
  await shop.register(page);
  const paid = await shop.paidOrder(page, catalogue.mug, 1);
  await shop.addToCart(page, catalogue.notebook);
  const unpaid = await shop.placeOrder(page);
  await shop.addToCart(page, catalogue.mug, 1);
  await shop.addToCart(page, "plant-pot", 1);
  const status = (number: string) => `/change_status?order_id=${number}`;
  return ["/cart", "/checkout", "/orders", "/login", status(unpaid), status(paid)];
}

/** By how many pixels the page is wider than the window, and what is to blame. */
export async function overflow(page: Page): Promise<{ by: number; what: string[] }> {
  return page.evaluate(() => {
    const wide = window.innerWidth;
    const by = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - wide;
    const outside = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 1);
    const named = outside.map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
    return { by, what: by > 0 ? named.slice(0, 5) : [] };
  });
}
