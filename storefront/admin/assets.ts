import { existsSync } from "node:fs";

import { builtFile, shopFile } from "../files.ts";
import { type Asset, readAsset } from "../http/assets.ts";
import { OWNER_PATHS } from "./paths.ts";

const CSS = "text/css; charset=utf-8";
const JAVASCRIPT = "text/javascript; charset=utf-8";

/** Of the owner's pages alone, after the shop's own. */
export const OWNER_STYLE: Asset = readAsset([shopFile("admin/owner.css")], "owner.css", CSS, OWNER_PATHS.home);

/** The viewer of the workflow's diagram: large, so only its page loads it. Undefined where nothing was built. */
export function diagramAssets(): { readonly script: Asset; readonly style: Asset } | undefined {
  const [script, style] = ["shop-diagram.js", "shop-diagram.css"].map(builtFile);
  if (!script || !style || !existsSync(script) || !existsSync(style)) return undefined;
  return {
    script: readAsset([script], "diagram.js", JAVASCRIPT, OWNER_PATHS.home),
    style: readAsset([style], "diagram.css", CSS, OWNER_PATHS.home),
  };
}
