// Markup in every field: it is shown as text on every page.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/test";
import { demo } from "../support/demo";
import * as desk from "../support/desk";
import { openFresh } from "../support/fresh";
import { force, harmless, hearing, hostile, long, told } from "../support/hostile";
import { takePhotographs } from "../support/photographs";
import * as shop from "../support/shopper";
import { zip } from "../support/zip";

test("markup stays text, at the counter and at the desk", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const owner = await elsewhere();
  const member = await elsewhere();
  const dialogs = hearing(page, owner, member);

  // The account.
  const login = hostile("login");
  await page.goto(`${demo.shop_url}/login`);
  await page.getByLabel("手机号或邮箱").fill(login);
  await page.getByLabel("密码").fill("not-a-password");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue(login);
  await harmless(page, login);
  const name = "<b data-hostile>林小满</b>";
  const person = shop.newPerson();
  await page.goto(`${demo.shop_url}/register?next=${encodeURIComponent('"><script>alert(4)</script>')}`);
  await harmless(page, "next");
  await page.getByLabel("手机号或邮箱").fill(person.login);
  await page.getByLabel("称呼").fill(name);
  await page.getByLabel("密码").fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page).not.toHaveURL(/register/);
  await told(page, name);

  // The cart and the address.
  await page.goto(`${demo.shop_url}/p/stoneware-mug?o=${encodeURIComponent(hostile("option"))}`);
  await harmless(page, "option");
  await page.goto(`${demo.shop_url}/p/stoneware-mug`);
  const qty = hostile("qty");
  await page.getByLabel("数量").evaluate((field, value) => { field.setAttribute("type", "text"); field.removeAttribute("max"); (field as HTMLInputElement).value = value; }, qty);
  await page.getByRole("button", { name: "加入购物车" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  await harmless(page, qty);
  await shop.addToCart(page, "stoneware-mug");
  await page.goto(`${demo.shop_url}/checkout`);
  const phone = hostile("phone");
  const typed = { 收货人: `<b data-hostile>收</b>`, 所在地区: hostile("region"), 详细地址: hostile("street"), 留言: long("note") };
  for (const [label, words] of Object.entries(typed)) await page.getByLabel(label).fill(words);
  await force(page.getByLabel("联系电话"), phone);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page.locator("#errors")).toBeVisible();
  for (const [label, words] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(words);
  await harmless(page, phone);
  await page.getByLabel("联系电话").fill(shop.address.phone);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page).toHaveURL(/change_status/);
  const number = shop.orderNumber(page);
  for (const words of Object.values(typed)) await told(page, words);
  await page.goto(shop.statusPage(hostile("number")));
  await harmless(page, "number");
  await page.goto(`${demo.shop_url}/${encodeURIComponent(hostile("path"))}`);
  await harmless(page, "path");

  await page.goto(shop.statusPage(number));
  await shop.goToCashier(page);
  await page.getByRole("button", { name: "一键付款" }).click();
  await shop.expectLabel(page, "待发货");

  // The admin pages show all of it, and have fields of their own.
  await desk.ownerSignIn(owner);
  await owner.goto(`${demo.shop_url}/admin/orders/${number}`);
  for (const words of Object.values(typed)) await told(owner, words);
  const note = long("staff-note");
  await owner.locator('[name="form[staff_note]"]').fill(note);
  await owner.getByRole("button", { name: "保存备注" }).click();
  await told(owner, note);
  for (const address of ["/admin/orders?q=", "/admin/products?q=", "/admin/audit?action=", "/admin/audit?actor=", "/admin/audit?target="]) {
    await owner.goto(demo.shop_url + address + encodeURIComponent(hostile("q")));
    await harmless(owner, address);
  }
  await owner.goto(`${demo.shop_url}/admin/orders/${number}/refund`);
  const reason = hostile("reason");
  const inner = long("inner");
  await owner.getByLabel("退款原因").first().selectOption({ index: 1 });
  await owner.locator('[name="form[reason_text]"]').fill(reason);
  await owner.locator('[name="form[staff_note]"]').fill(inner);
  await owner.getByRole("button", { name: "全部退款" }).click();
  await harmless(owner, reason);
  await owner.getByRole("main").getByRole("button", { name: "退款", exact: true }).click();
  await told(owner, reason);
  await told(owner, inner);
  await page.goto(shop.statusPage(number));
  await told(page, reason);
  await expect(page.getByText(inner), "the note among staff stays there").toHaveCount(0);

  // A member of staff, whose name the list, the own account and the log show.
  const link = await shop.invite(owner, "查看");
  await member.goto(link);
  await member.getByLabel("手机号或邮箱").fill(shop.newPerson().login);
  await member.getByLabel("姓名").fill(name);
  await member.getByLabel("密码").fill(shop.newPerson().password);
  await member.getByRole("main").getByRole("button").click();
  await expect(member).toHaveURL(/\/admin$/);
  await told(member, name);
  await member.goto(`${demo.shop_url}/admin/me`);
  await told(member, name);
  await owner.goto(`${demo.shop_url}/admin/staff`);
  await told(owner, name);
  await owner.getByRole("row", { name: "data-hostile" }).first().getByRole("button").click();
  await told(owner, name);

  // Products.
  const slug = "day-backpack";
  await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
  const fields = ["title_zh", "title_en", "body_zh", "body_en"];
  const before = new Map<string, string>();
  const words = new Map<string, string>();
  // The English fields are folded for a product without English texts.
  const unfold = () => owner.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  await unfold();
  for (const field of fields) {
    const control = owner.locator(`[name="form[${field}]"]`);
    before.set(field, await control.inputValue());
    words.set(field, field.startsWith("title") ? `<img src=x data-hostile> ${field}` : long(field));
    await control.fill(words.get(field)!);
  }
  const save = owner.getByRole("button", { name: "保存", exact: true });
  await save.click();
  try {
    await told(owner, words.get("title_zh")!);
    for (const [address, language] of [["/", "zh"], [`/p/${slug}`, "zh"], ["/en/", "en"], [`/en/p/${slug}`, "en"]] as const) {
      await page.goto(demo.shop_url + address);
      await told(page, words.get(`title_${language}`)!);
      // Markdown reads character references, as HTML does.
      const body = words.get(`body_${language}`)!.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      if (address.includes("/p/")) await told(page, body);
    }
    const price = hostile("price");
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    const row = desk.variant(owner, "PACK-OLIVE");
    await force(row.getByLabel("价格（元）"), price);
    await save.click();
    await expect(owner.locator("#errors")).toBeVisible();
    await expect(row.getByLabel("价格（元）")).toHaveValue(price);
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    const why = hostile("why");
    await row.getByLabel("库存").fill("+1");
    await owner.getByLabel("改动原因").fill(why);
    await save.click();
    await told(owner, why);
    await owner.goto(`${demo.shop_url}/admin/audit`);
    await told(owner, why);
  } finally {
    await owner.goto(`${demo.shop_url}/admin/products/${slug}`);
    await unfold();
    for (const field of fields) await owner.locator(`[name="form[${field}]"]`).fill(before.get(field)!);
    await save.click();
    await expect(owner.getByRole("main").getByRole("status").first()).toBeVisible();
  }
  expect(dialogs).toEqual([]);
});

test("markup stays text in a new shop: its opening, settings, categories and a new product", async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const fresh = await openFresh();
  try {
    const visitor = await elsewhere();
    const dialogs = hearing(page, visitor);
    const field = (name: string) => page.locator(`[name="form[${name}]"]`);
    const save = () => page.getByRole("button", { name: "保存", exact: true }).click();

    // The first start: a refused form has what was typed, and a wrong key shows nothing of itself.
    await page.goto(`${fresh.shopUrl}/admin/first-run?key=${encodeURIComponent('"><script>alert(5)</script>')}`);
    await harmless(page, "key");
    await page.goto(fresh.firstRun);
    const login = hostile("login");
    const name = "<b data-hostile>王芳</b>";
    const shopName = "<img data-hostile>山茶";
    await field("login").fill(login);
    await field("display_name").fill(name);
    await field("password").fill("green-tea-in-the-morning");
    await field("shop_name").fill(shopName);
    const create = page.getByRole("button", { name: "创建店主并登录" });
    await create.click();
    await expect(page.locator("#errors")).toBeVisible();
    for (const [at, words] of [["login", login], ["display_name", name], ["shop_name", shopName]] as const) await expect(field(at)).toHaveValue(words);
    await harmless(page, login);
    await field("login").fill("keeper@example.com");
    await field("password").fill("green-tea-in-the-morning");
    await create.click();
    await expect(page).toHaveURL(`${fresh.shopUrl}/admin`);
    await told(page, name);
    await told(page, shopName);

    // Settings: saved texts are in the shop's frame, refused ones in their fields.
    const settings = `${fresh.shopUrl}/admin/settings`;
    const slogan = "<img data-hostile> 慢慢挑";
    const address = long("address");
    await page.goto(settings);
    await field("values][slogan").fill(slogan);
    await field("values][contact_address").fill(address);
    await page.locator("#shop").getByRole("button", { name: "保存" }).click();
    await expect(field("values][contact_address")).toHaveValue(address);
    await harmless(page, slogan);
    const filing = "<img data-hostile>浙ICP备";
    await field("values][filing_icp").fill(filing);
    await force(field("values][filing_licence_link"), hostile("link"));
    await page.locator("#filings").getByRole("button", { name: "保存" }).click();
    await expect(page.locator("#errors")).toBeVisible();
    await expect(field("values][filing_icp")).toHaveValue(filing);
    await harmless(page, filing);
    const shelf = hostile("shelf");
    await page.goto(settings);
    await field("shelves][0][title_zh").fill(shelf);
    await field("shelves][0][products").fill(long("products"));
    await page.locator("#home").getByRole("button", { name: "保存" }).click();
    await expect(page.locator("#errors")).toBeVisible();
    await expect(field("shelves][0][title_zh")).toHaveValue(shelf);
    await harmless(page, shelf);
    // The name of a file is told where it is refused.
    const file = { name: '"><img src=x data-hostile onerror=alert(6)>.png', mimeType: "image/png", buffer: Buffer.from("no picture") };
    await page.goto(settings);
    await page.locator('#shop input[type="file"]').setInputFiles(file);
    await page.locator("#shop").getByRole("button", { name: "保存" }).click();
    await expect(page.locator("#errors")).toBeVisible();
    await harmless(page, file.name);
    await visitor.goto(`${fresh.shopUrl}/`);
    await told(visitor, slogan);
    await harmless(visitor, address);

    // A logo under such a name, in a shop of such a name.
    const photographs = takePhotographs();
    const photograph = readFileSync(photographs.files[3]!);
    photographs.close();
    await page.locator('#shop input[type="file"]').setInputFiles({ ...file, name: file.name.replace(".png", ".jpg"), mimeType: "image/jpeg", buffer: photograph });
    await page.locator("#shop").getByRole("button", { name: "保存" }).click();
    await expect(page.locator("#errors")).toHaveCount(0);
    await expect(page.locator('#shop img[src*="/media/"]').first()).toBeVisible();
    await harmless(page, file.name);
    await told(page, shopName);
    await visitor.goto(`${fresh.shopUrl}/`);
    await expect(visitor.locator('header img[src*="/media/"]').first()).toBeVisible();
    await harmless(visitor, "logo");

    // The import: names of files, a refused cell, names of pictures, a heading that is not read.
    await page.goto(`${fresh.shopUrl}/admin/products/import`);
    const cell = hostile("cell");
    const heading = "<img data-hostile>列";
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const lines = [
      `中文名称,规格编码,价格（元）,图片,${quoted(heading)}`,
      `${quoted("<b data-hostile>碗</b>")},HOSTILE-1,${quoted(cell)},,x`,
      `${quoted("<b data-hostile>杯</b>")},HOSTILE-2,58,${quoted(`<i data-hostile>lost.jpg | ${file.name} | https://a.example/"><img data-hostile>`)},`,
    ];
    const sheet = { name: "<img src=x data-hostile onerror=alert(7)>.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
    const packed = zip({ [file.name]: file.buffer, "<u data-hostile>unused.txt": Buffer.from("words") });
    await page.getByLabel("表格", { exact: true }).setInputFiles(sheet);
    await page.getByLabel("图片压缩包").setInputFiles({ name: "<img data-hostile>.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") });
    await page.getByRole("button", { name: "检查" }).click();
    await expect(page.locator("#errors")).toBeVisible();
    await told(page, sheet.name);
    await page.getByLabel("图片压缩包").setInputFiles({ name: "<img data-hostile>.zip", mimeType: "application/zip", buffer: packed });
    await page.getByRole("button", { name: "检查" }).click();
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("main").locator(".chip").first()).toHaveText("待导入", { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    for (const words of [sheet.name, cell, heading, "<i data-hostile>lost.jpg", "<u data-hostile>unused.txt"]) await told(page, words);
    await page.getByRole("button", { name: /导入 1 行/ }).click();
    await expect(page.getByRole("main").locator(".chip").first()).toBeVisible();
    await harmless(page, "import");
    await page.goto(`${fresh.shopUrl}/admin/products/import`);
    await told(page, sheet.name);

    // Categories: the tree, the parents to choose from, the page in the shop.
    await page.goto(`${fresh.shopUrl}/admin/categories`);
    const category = "<img data-hostile>杯子";
    await field("name_zh").fill(category);
    await field("name_en").fill("<i data-hostile>Cups</i>");
    await field("slug").fill("cups");
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await told(page, category);
    const slug = hostile("slug");
    await field("name_zh").fill("茶");
    await force(field("slug"), slug);
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await expect(page.locator("#errors")).toBeVisible();
    await expect(field("slug")).toHaveValue(slug);
    await harmless(page, slug);
    await page.goto(`${fresh.shopUrl}/admin/categories/cups`);
    await told(page, category);

    // A new product: options, variants, pictures and the preview.
    await page.goto(`${fresh.shopUrl}/admin/products/new`);
    const title = "<img data-hostile>马克杯";
    const colour = "<b data-hostile>绿</b>";
    await field("title_zh").fill(title);
    await field("body_zh").fill(long("body"));
    await field("axes][0][zh").fill("<u data-hostile>颜色</u>");
    await field("axes][0][values_zh").fill(`${colour}，<b data-hostile>白</b>`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole("button", { name: "生成规格" }).click();
    await expect(field("skus][1][price")).toBeVisible();
    await harmless(page, colour);
    await page.getByRole("button", { name: "预览" }).click();
    await expect(page.locator(".editor-preview")).toBeVisible();
    await harmless(page, title);
    const price = hostile("price");
    await field("skus][0][price").fill("58");
    await force(field("skus][1][price"), price);
    await save();
    await expect(page.locator("#errors")).toBeVisible();
    await expect(field("skus][1][price")).toHaveValue(price);
    await harmless(page, price);
    await field("skus][1][price").fill("62");
    await field("slug").fill("hostile-mug");
    await page.locator("#f-category").selectOption("cups");
    await page.getByRole("button", { name: "发布" }).click();
    await expect(page.getByText("已发布，买家现在可以看到。")).toBeVisible();
    for (const address of ["/", "/c", "/c/cups", "/p/hostile-mug", "/en/p/hostile-mug"]) {
      await visitor.goto(fresh.shopUrl + address);
      await harmless(visitor, address);
    }
    await told(visitor, title);
    for (const address of ["/admin/products", "/admin/products?edit=1", "/admin/audit", "/admin"]) {
      await page.goto(fresh.shopUrl + address);
      await harmless(page, address);
    }

    // A sheet with such a product is saved as a file and never shown as a page.
    const saved = await page.request.get(`${fresh.shopUrl}/admin/products/export.csv`);
    expect(saved.headers()["content-disposition"]).toMatch(/^attachment; filename="products-[0-9-]+\.csv"$/);
    expect(saved.headers()["x-content-type-options"]).toBe("nosniff");
    expect(await saved.text()).toContain(title);
    expect(dialogs).toEqual([]);
  } finally {
    await fresh.close();
  }
});
