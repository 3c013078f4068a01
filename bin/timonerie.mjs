#!/usr/bin/env node
import "./node-version.mjs";

import { build, endWithMessage } from "./build.mjs";
import { preflight } from "./preflight.mjs";

preflight({ database: false });
await build().catch(endWithMessage);
await import("../build/timonerie.js");
