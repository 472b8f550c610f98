// The test of every journey: what a page complains about on the console, and what its policy stopped, fails the test.
import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

export { expect };

/** Everything that was complained about so far. A test that provokes a complaint takes it out again. */
type Complaints = string[];

// Chromium writes a line for each page answered with an error, and the journeys visit such pages on purpose. A picture
// or a script that is missing still counts.
const PAGE_WITH_ERROR = /^Failed to load resource: the server responded with a status of [45]\d\d/;

// Where scripts are off, Chromium still loads ahead what only a script would use.
const LOADED_FOR_NOTHING = /was preloaded using link preload but not used/;

// A view transition that the browser itself cut short (the window changed its size, the next page was there already): the
// pages ask for transitions in their style sheet alone, so there is no script that could catch this.
const TRANSITION_CUT_SHORT = /^InvalidStateError: Transition was aborted because of invalid state/;

function watch(context: BrowserContext, complaints: Complaints, scripts: boolean): void {
  context.on("console", (message) => {
    const words = message.text();
    const isAsset = /\/(pkg|media)\//.test(message.location().url);
    if (PAGE_WITH_ERROR.test(words) && !isAsset) return;
    if (LOADED_FOR_NOTHING.test(words) && !scripts) return;
    // Leptos only warns when the page names an island that the bundle does not hold.
    if (message.type() === "error" || /wasm|hydrat|content.security.policy/i.test(words)) complaints.push(`${words} ${message.location().url}`);
  });
  context.on("weberror", (error) => {
    const words = String(error.error());
    if (!TRANSITION_CUT_SHORT.test(words)) complaints.push(words);
  });
}

interface Fixtures {
  complaints: Complaints;
  /** Another browser: no cookie of the first one, watched like it. */
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
