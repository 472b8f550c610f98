// The base of every test: errors on a page's console and violations of its content security policy fail the test.
import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

export { expect };

/** All errors so far. A test that causes one on purpose removes it. */
type Complaints = string[];

// Chromium logs each page with an error status, and tests visit such pages on purpose. A missing picture or script still
// counts.
const PAGE_WITH_ERROR = /^Failed to load resource: the server responded with a status of [45]\d\d/;

// With JavaScript off, Chromium still preloads files that only scripts use.
const LOADED_FOR_NOTHING = /was preloaded using link preload but not used/;

// A view transition that the browser aborts (e.g. because the window is resized). Pages use transitions by CSS only, so no
// script can catch this.
const TRANSITION_CUT_SHORT = /^InvalidStateError: Transition was aborted because of invalid state/;

function watch(context: BrowserContext, complaints: Complaints, scripts: boolean): void {
  context.on("console", (message) => {
    const words = message.text();
    const isAsset = /\/(pkg|media)\//.test(message.location().url);
    if (PAGE_WITH_ERROR.test(words) && !isAsset) return;
    if (LOADED_FOR_NOTHING.test(words) && !scripts) return;
    // Leptos only warns if the bundle lacks an island of the page.
    if (message.type() === "error" || /wasm|hydrat|content.security.policy/i.test(words)) complaints.push(`${words} ${message.location().url}`);
  });
  context.on("weberror", (error) => {
    const words = String(error.error());
    if (!TRANSITION_CUT_SHORT.test(words)) complaints.push(words);
  });
}

interface Fixtures {
  complaints: Complaints;
  /** Opens another browser without the cookies of the first one; its errors count too. */
  elsewhere: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ context }, use, info) => {
      const complaints: Complaints = [];
      watch(context, complaints, info.project.use.javaScriptEnabled ?? true);
      await use(complaints);
      expect(complaints, "console and policy").toEqual([]);
    },
    { auto: true },
  ],
  elsewhere: async ({ browser, complaints }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const { javaScriptEnabled, locale } = info.project.use;
      const context = await browser.newContext({ javaScriptEnabled, locale: "zh-CN", ...(locale && { locale }), ...options });
      watch(context, complaints, javaScriptEnabled ?? true);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});
