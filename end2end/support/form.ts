// Sends a form without rendering its page, for steps that a test needs but does not check.
import type { Page } from "@playwright/test";
import { demo } from "./demo";

/** Loads the page at `path`, fills in its form with the action `door` and posts it. Returns the final URL. */
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
  // Browsers send the origin of a form. `page.request` shares its cookies with the page.
  const headers = { accept: "text/html", origin: demo.shop_url };
  const answer = await page.request.post(demo.shop_url + door, { form: sent, headers });
  if (!answer.ok() || answer.url().endsWith("#errors")) throw new Error(`${door}: ${answer.status()} at ${answer.url()}`);
  return answer.url();
}
