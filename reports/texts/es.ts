import availability from "./es/availability.ts";
import frame from "./es/frame.ts";
import parts from "./es/parts.ts";
import shop from "./es/shop.ts";

export const texts = { frame, parts, availability, shop };
