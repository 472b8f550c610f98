// A form sent as a browser sends it, but without drawing its page: for what a journey needs before it begins.
import type { Page } from "@playwright/test";
import { demo } from "./demo";

/** Gets the page at `path`, fills in its form at `door` and sends it. Returns the address that the answer leads to. */
export async function sendForm(page: Page, path: string, door: string, fields: Record<string, string>): Promise<string> {
  const shown = await (await page.request.get(demo.shop_url + path)).text();
  const form = shown.match(new RegExp(`<form [^>]*action="${door}".*?</form>`, "s"))?.[0];
  if (!form) throw new Error(`${path} has no form for ${door}`);
  const hidden = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const sent = Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
  for (const [field, value] of Object.entries(fields)) {
    const name = `form[${field}]`;
    if (!form.includes(`name="${name}"`)) throw new Error(`the form for ${door} has no field ${name}`);
    sent[name] = value;
  }
  // A browser says where a form comes from; the page in whose name it is sent shares its cookies with the answer.
  const headers = { accept: "text/html", origin: demo.shop_url };
  const answer = await page.request.post(demo.shop_url + door, { form: sent, headers });
  if (!answer.ok() || answer.url().endsWith("#errors")) throw new Error(`${door}: ${answer.status()} at ${answer.url()}`);
  return answer.url();
}
