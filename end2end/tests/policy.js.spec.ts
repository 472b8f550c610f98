// What the content security policy blocks if an attacker injects markup.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../support/test";
import * as shop from "../support/shopper";
import { catalogue } from "../support/catalogue";

test("a form to another origin is not sent, and a script in the markup does not run", async ({ page, complaints }) => {
  await shop.register(page);
  await shop.addToCart(page, catalogue.mug);
  const number = await shop.placeOrder(page);
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
    // An injected inline script does not run either.
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
  // These errors are caused on purpose; they also show that other tests would detect them.
  const told = complaints.splice(0);
  expect(told.some((words) => /form-action/.test(words)), told.join("\n")).toBe(true);
  expect(told.some((words) => /inline event handler/.test(words)), told.join("\n")).toBe(true);
});
