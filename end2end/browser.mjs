// The browser of tests and screenshots: the headless build of Chromium, which needs less than half the CPU time per page, or
// else the full one (.ci/setup).
import { existsSync } from "node:fs";

const builds = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
export const executablePath = process.env.ZG_CHROMIUM ?? builds.find((build) => existsSync(build)) ?? builds[0];
