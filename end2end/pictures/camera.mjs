// Takes a scene at every width in both languages.
import { join } from "node:path";

const widths = [390, 768, 1440];
const languages = ["zh-CN", "en"];

/** Writes pictures of these scenes into `out`, as `<scene>-<language>-<width>.png`, and `-print.png` for the print view. */
export async function takeAll(shop, contexts, scenes, out) {
  for (const language of languages) {
    const cookie = { name: "lang", value: language, url: shop.demo.shop_url };
    for (const scene of scenes) {
      const page = await contexts[scene.who].newPage();
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        // Private pages keep the language of the public page before them, so set the cookie for each picture.
        await page.context().addCookies([cookie]);
        await scene.open(page, shop, language);
        await settled(page);
        // As tall as the page, so that sticky elements are at the edges of the page.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height });
        await page.screenshot({ path: join(out, `${scene.name}-${language}-${width}.png`), fullPage: true });
      }
      if (/^status-(paid|partly)|^admin-order-paid/.test(scene.name)) {
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 794, height: 1123 });
        await page.screenshot({ path: join(out, `${scene.name}-${language}-print.png`), fullPage: true });
      }
      await page.close();
    }
  }
}

/** Waits until all images of the page are loaded, the lazy ones too. */
export async function settled(page) {
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await document.fonts.ready;
  });
}
