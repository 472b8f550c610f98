// Accessibility of the pages that only a shop without an owner shows. pages.spec.ts cannot reach them, because its shop has
// an owner.
import axe from "axe-core";
import { expect, test } from "../support/test";
import { openFresh } from "../support/fresh";
import { overflow } from "../support/look";

test("the first pages have no violation and no script, and fit every window", async ({ page }) => {
  const fresh = await openFresh();
  try {
    const look = async (where: string) => {
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect((await overflow(page)).by, `${where} at ${width}`).toBeLessThanOrEqual(0);
        await page.evaluate(axe.source);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
          const found = await axe.run({ resultTypes: ["violations"] });
          return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
        });
        expect(violations, `${where} at ${width}`).toEqual([]);
      }
      expect(await page.locator("script[src]").count(), where).toBe(0);
    };
    await page.goto(fresh.firstRun);
    await look("first run");
    await page.getByRole("button", { name: "创建店主并登录" }).click();
    await page.locator("#errors").waitFor();
    await look("first run, refused");
    await page.getByLabel("手机号或邮箱").fill("keeper@example.com");
    await page.getByLabel("姓名").fill("王芳");
    await page.getByLabel("密码").fill("green-tea-in-the-morning");
    await page.getByLabel("店名").fill("山茶小店");
    await page.getByRole("button", { name: "创建店主并登录" }).click();
    await expect(page.getByRole("heading", { name: "开店清单" })).toBeVisible();
    await look("checklist of a new shop");
    await page.goto(`${fresh.shopUrl}/`);
    await look("front page of a new shop");
  } finally {
    await fresh.close();
  }
});
