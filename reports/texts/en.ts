import availability from "./en/availability.ts";
import backups from "./en/backups.ts";
import decisions from "./en/decisions.ts";
import essential from "./en/essential.ts";
import frame from "./en/frame.ts";
import interventions from "./en/interventions.ts";
import load from "./en/load.ts";
import parts from "./en/parts.ts";
import shop from "./en/shop.ts";
import tickets from "./en/tickets.ts";
import updates from "./en/updates.ts";

export const texts = {
  frame,
  parts,
  essential,
  availability,
  shop,
  load,
  backups,
  interventions,
  updates,
  tickets,
  decisions,
};
