// What the policy of a page allows a form: its own shop and the gateway, and nobody else. (That no page of a journey
// meets its policy is part of every test: see support/test.ts.)
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

const directives = (policy: string) => new Map(policy.split(";").map((part) => {
  const [name, ...sources] = part.trim().split(/\s+/);
  return [name, sources] as const;
}));

test("forms lead to the shop and the gateway alone", async ({ page, complaints }) => {
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

  // A form that an attacker got onto the page: the browser does not send it, neither directly nor by a redirect.
  const taken: string[] = [];
  const thief = createServer((request, response) => {
    taken.push(request.url ?? "");
    response.end("thanks");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => thief.once("listening", resolve));
  try {
    await page.goto(shop.statusPage(number));
    const blocked = await page.evaluate((action) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = action;
      document.body.append(form);
      return new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        setTimeout(() => resolve("nothing was blocked"), 3_000);
        form.submit();
      });
    }, `http://127.0.0.1:${(thief.address() as AddressInfo).port}/steal`);
    expect(blocked).toBe("form-action");
    expect(taken).toEqual([]);
    // An inline script that got there does not run either.
    const ran = await page.evaluate(() => {
      const script = document.createElement("div");
      script.innerHTML = "<img src='/media/none' onerror='globalThis.ran = true'>";
      document.body.append(script);
      return new Promise((resolve) => setTimeout(() => resolve((globalThis as any).ran ?? false), 500));
    });
    expect(ran).toBe(false);
  } finally {
    thief.close();
  }
  // This test made these complaints; they also show that the watch of all other tests would see them.
  const told = complaints.splice(0);
  expect(told.some((words) => /form-action/.test(words)), told.join("\n")).toBe(true);
  expect(told.some((words) => /inline event handler/.test(words)), told.join("\n")).toBe(true);
  // And to the gateway the very same page's own form does lead.
  await page.goto(shop.statusPage(number));
  await shop.goToCashier(page);
});
