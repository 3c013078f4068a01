import availability from "./fr/availability.ts";
import frame from "./fr/frame.ts";
import parts from "./fr/parts.ts";
import shop from "./fr/shop.ts";

export const texts = { frame, parts, availability, shop };
