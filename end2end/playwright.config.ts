import { defineConfig, devices } from "@playwright/test";

// One shop and one simulator, whose faults are global: one worker. Each journey runs without JavaScript first;
// `name.js.spec.ts` adds only what an island adds.
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
  workers: 1,
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
