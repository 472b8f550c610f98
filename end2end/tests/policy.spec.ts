// The content security policy allows only the shop's own scripts and styles, and forms to the shop and the gateway. (Every
// test fails on violations: see support/test.ts.)
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

const directives = (policy: string) => new Map(policy.split(";").map((part) => {
  const [name, ...sources] = part.trim().split(/\s+/);
  return [name, sources] as const;
}));

test("a page may use its own scripts, and its forms lead to the shop and the gateway", async ({ page }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
  for (const address of ["/", "/cart", "/checkout", `/change_status?order_id=${number}`, "/admin/login", "/no-such-page"]) {
    const answer = await page.goto(demo.shop_url + address);
    const policy = directives(answer!.headers()["content-security-policy"] ?? "");
    expect(policy.get("form-action"), address).toEqual(["'self'", demo.sim_url]);
    expect(policy.get("default-src"), address).toEqual(["'none'"]);
    for (const closed of ["base-uri", "frame-ancestors", "object-src"]) expect(policy.get(closed), address).toEqual(["'none'"]);
    const scripts = policy.get("script-src")!.join(" ");
    expect(scripts, address).toMatch(/^('self'|'self' 'inline-speculation-rules'|'nonce-[\w+/=-]+' 'strict-dynamic' 'wasm-unsafe-eval')$/);
    expect(policy.get("style-src"), address).toEqual(["'self'"]);
  }

  // The page's own form may lead to the gateway.
  await page.goto(shop.statusPage(number));
  await shop.goToCashier(page);
});
