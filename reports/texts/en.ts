import availability from "./en/availability.ts";
import frame from "./en/frame.ts";
import parts from "./en/parts.ts";
import shop from "./en/shop.ts";

export const texts = { frame, parts, availability, shop };
