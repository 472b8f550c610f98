// What the island of bulk shipping adds: a scanner, which ends each number with Enter, goes from order to order.
import { expect, test } from "../support/test";
import { catalogue } from "../support/catalogue";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import * as shop from "../support/shopper";

test("each scan goes to the next order, the last one to the check", async ({ page, elsewhere }) => {
  await shop.register(page);
  const numbers = await shop.paidOrders(page, catalogue.notebook, Array.from({ length: 3 }, () => ({ qty: 1, fields: {} })));
  const staff = await elsewhere();
  await desk.ownerSignIn(staff);
  await staff.goto(`${demo.shop_url}/admin/orders/ship?${numbers.map((number) => `pick=${number}`).join("&")}`);
  await staff.waitForLoadState("networkidle");
  const field = (place: number) => staff.getByLabel(`${numbers[place]} 运单号`);
  await field(0).focus();
  for (const place of [0, 1, 2]) {
    await expect(field(place)).toBeFocused();
    await staff.keyboard.type(`SF98765432${place}`);
    await staff.keyboard.press("Enter");
  }
  const check = staff.getByRole("button", { name: "检查", exact: true });
  await expect(check).toBeFocused();
  await expect(staff.locator(".plan"), "nothing was sent").toHaveCount(0);
  await staff.keyboard.press("Enter");
  await expect(staff.locator(".plan")).toContainText("可发 3 · 有误 0");
  for (const place of [0, 1, 2]) await expect(field(place)).toHaveValue(`SF98765432${place}`);
  // Scanned again, a number takes the place of the former one.
  await field(0).focus();
  await staff.keyboard.press("Enter");
  await expect(field(1)).toBeFocused();
  await staff.keyboard.type("SF98765439");
  await expect(field(1)).toHaveValue("SF98765439");
});
