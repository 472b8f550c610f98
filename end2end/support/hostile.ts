// Markup for every text that somebody types: a page that does not show it as text gets an element or a dialog of it.
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

let count = 0;
/** Markup that adds an element and opens a dialog if it is not escaped, in any context. */
export const hostile = (where: string) => {
  count += 1;
  return `${where}${count}"'></p><img src=x data-hostile onerror=alert(1)>`;
};
/** The same for longer fields. */
export const long = (where: string) => `</textarea></title></option></script>${hostile(where)}<script>alert(2)</script>&lt;b&gt;{{7*7}}`;
/** The same for names, which are short. */
export const short = (name: string) => `<b data-hostile>${name}</b>`;

/** Fills a field beyond the limits that the browser enforces. */
export async function force(field: Locator, words: string): Promise<void> {
  await field.evaluate((control) => control.removeAttribute("maxlength"));
  await field.fill(words);
}

/** Checks that nothing on the page was made of markup that somebody typed. */
export async function harmless(page: Page, words: string): Promise<void> {
  await expect(page.locator("[data-hostile]"), `${words} on ${page.url()}`).toHaveCount(0);
  await expect(page.locator("script").filter({ hasText: "alert(" })).toHaveCount(0);
}

/** Checks that the page shows the markup as text. */
export async function told(page: Page, words: string): Promise<void> {
  await harmless(page, words);
  await expect(page.getByText(words).first(), page.url()).toBeVisible();
}

/** Collects the dialogs of pages; none may open. */
export function hearing(...pages: Page[]): string[] {
  const dialogs: string[] = [];
  for (const page of pages) page.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  return dialogs;
}
