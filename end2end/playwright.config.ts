import { defineConfig, devices } from "@playwright/test";
import { executablePath } from "./browser.mjs";

// Faults and clock affect a whole simulator, so each worker has its own shop and simulator: one worker per file in
// ZHANGGUI_DEMO_JSON. Each journey runs without JavaScript too; `name.js.spec.ts` adds only what an island adds.
const launchOptions = {
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

const PAGES = "**/pages.spec.ts";

export default defineConfig({
  testDir: "tests",
  workers: (process.env.ZHANGGUI_DEMO_JSON ?? "").split(":").length,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: process.env.CI ? [["list"]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    channel: undefined,
    locale: "zh-CN",
    launchOptions,
    actionTimeout: 10_000,
  },
  // The longest test starts first; started last, it would delay the end.
  projects: [
    { name: "every page, with JavaScript", testMatch: PAGES, use: { javaScriptEnabled: true } },
    { name: "every page, without JavaScript", testMatch: PAGES, use: { javaScriptEnabled: false } },
    { name: "without JavaScript", testIgnore: [PAGES, "**/*.js.spec.ts"], use: { javaScriptEnabled: false } },
    { name: "with JavaScript", testIgnore: PAGES, use: { javaScriptEnabled: true } },
  ],
});
