import "./node-version.mjs";

import { build, endWithMessage } from "./build.mjs";
import { preflight } from "./preflight.mjs";

preflight({ database: !process.env.DATABASE_URL });
await build().catch(endWithMessage);
process.argv.splice(2, 0, "start");
await import("../build/timonerie.js");
