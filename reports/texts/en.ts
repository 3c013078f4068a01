import availability from "./en/availability.ts";
import frame from "./en/frame.ts";
import interventions from "./en/interventions.ts";
import load from "./en/load.ts";
import parts from "./en/parts.ts";
import shop from "./en/shop.ts";
import tickets from "./en/tickets.ts";
import updates from "./en/updates.ts";

export const texts = { frame, parts, availability, shop, load, interventions, updates, tickets };
