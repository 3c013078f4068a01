import availability from "./es/availability.ts";
import frame from "./es/frame.ts";
import interventions from "./es/interventions.ts";
import load from "./es/load.ts";
import parts from "./es/parts.ts";
import shop from "./es/shop.ts";
import tickets from "./es/tickets.ts";
import updates from "./es/updates.ts";

export const texts = { frame, parts, availability, shop, load, interventions, updates, tickets };
