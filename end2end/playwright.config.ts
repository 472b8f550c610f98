import { defineConfig, devices } from "@playwright/test";

// Faults and clock belong to a whole simulator, so each worker has a shop and a simulator of its own: as many workers as
// ZHANGGUI_DEMO_JSON names files. Each journey runs without JavaScript too; `name.js.spec.ts` adds only what an island adds.
const launchOptions = {
  executablePath: process.env.ZG_CHROMIUM ?? "/usr/bin/chromium",
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
    trace: "retain-on-failure",
    actionTimeout: 10_000,
  },
  projects: [
    { name: "without JavaScript", testIgnore: "**/*.js.spec.ts", use: { javaScriptEnabled: false } },
    { name: "with JavaScript", use: { javaScriptEnabled: true } },
  ],
});
