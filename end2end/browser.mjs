// The browser of the tests and of the pictures. The headless build of Chromium needs less than half the processor time for
// a page; the whole one stands in for it where the system does not offer it (.ci/setup).
import { existsSync } from "node:fs";

const builds = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
export const executablePath = process.env.ZG_CHROMIUM ?? builds.find((build) => existsSync(build)) ?? builds[0];
