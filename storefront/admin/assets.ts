import { shopFile } from "../files.ts";
import { type Asset, readAsset } from "../http/assets.ts";

/** Of the owner's pages alone, after the shop's own. */
export const OWNER_STYLE: Asset = readAsset([shopFile("admin/owner.css")], "owner.css", "text/css; charset=utf-8");
