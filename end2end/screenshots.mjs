// Takes screenshots of every page, in both languages, at three widths, into screenshots/ (ignored by git). Starts its own
// demo shop, makes purchases and refunds so that every page has something to show, and stops it again.
//   node screenshots.mjs            all scenes
//   node screenshots.mjs status     scenes whose name contains the word
//   node screenshots.mjs --readme   the two pictures of README.md, into docs/pictures
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { takeAll } from "./pictures/camera.mjs";
import { takeReadme } from "./pictures/readme.mjs";
import { brokenScenes, freshScenes, shopScenes, staffScenes } from "./pictures/scenes.mjs";
import { open, openFresh, root } from "./pictures/shop.mjs";
import { tell } from "./pictures/story.mjs";

const [wish = ""] = process.argv.slice(2);
const shop = await open();
try {
  if (wish === "--readme") {
    await takeReadme(shop, join(root, "docs", "pictures"));
  } else {
    const out = join(root, "screenshots");
    mkdirSync(out, { recursive: true });
    const told = await tell(shop);
    const { shopper, staff, careful, newcomer, buyer } = told;
    const anonymous = await shop.visitor("zh-CN");
    const browsing = await shop.visitor("zh-CN");
    const stranger = await shop.visitor("zh-CN");
    const wechat = await shop.visitor("zh-CN", { userAgent: "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.50" });
    await wechat.addCookies(await shopper.cookies());
    const contexts = { anonymous, browsing, stranger, wechat, shopper, staff, careful, newcomer, buyer };
    const wished = (scenes) => scenes.filter((scene) => scene.name.includes(wish));
    const scenes = wished([...shopScenes(told), ...staffScenes(told)]);
    await takeAll(shop, contexts, scenes, out);
    const first = wished(freshScenes);
    if (first.length > 0) {
      const fresh = await openFresh();
      try {
        await takeAll(fresh, { anonymous: await shop.visitor("zh-CN") }, first, out);
      } finally {
        await fresh.stop();
      }
    }
    const broken = wished(brokenScenes);
    shop.breakTable("order_details");
    await takeAll(shop, contexts, broken, out);
    console.log(`${scenes.length + first.length + broken.length} scenes in ${out}`);
  }
} finally {
  await shop.stop();
}
