// Use of a page with the keyboard only.
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** Presses Tab until `target` has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toHaveCount(1);
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) {
      await expectVisibleFocus(target);
      return;
    }
  }
  throw new Error(`Tab never reaches ${target}`);
}

/** Checks that the focus is visible: an outline of at least 2 px on an element inside the window. */
export async function expectVisibleFocus(target: Locator): Promise<void> {
  const drawn = await target.evaluate((element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return { style: style.outlineStyle, width: parseFloat(style.outlineWidth), inView: box.bottom > 0 && box.top < innerHeight, size: box.width * box.height };
  });
  expect(drawn.style, `${target}`).not.toBe("none");
  expect(drawn.width, `${target}`).toBeGreaterThanOrEqual(2);
  expect(drawn.inView && drawn.size > 0, `${target} can be seen`).toBe(true);
}

/** Moves the focus to `target`, then presses `key`. */
export async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Moves the focus to the field and replaces its text. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}
