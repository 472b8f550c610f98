// Photographs as a phone writes them, with EXIF, from the example of `crates/camera`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { target } from "./fresh";

/** Who took them and where, as EXIF says; nothing of it may be in a published file. */
export const SECRET = "Lin Xia";

export interface Photographs {
  /** Upright, turned by the way the phone was held, progressive, and a small one. */
  files: string[];
  close: () => void;
}

const NAMES = ["upright.jpg", "turned.jpg", "progressive.jpg", "small.jpg"];

/** Takes them. */
export function takePhotographs(): Photographs {
  const folder = mkdtempSync(join(tmpdir(), "zhanggui-photographs-"));
  execFileSync(join(target, "debug/examples/camera"), [folder, ...NAMES]);
  return { files: NAMES.map((name) => join(folder, name)), close: () => rmSync(folder, { recursive: true, force: true }) };
}
