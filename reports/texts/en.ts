import annexes from "./en/annexes.ts";
import availability from "./en/availability.ts";
import backups from "./en/backups.ts";
import capacity from "./en/capacity.ts";
import consumption from "./en/consumption.ts";
import databases from "./en/databases.ts";
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
  capacity,
  consumption,
  databases,
  backups,
  interventions,
  updates,
  tickets,
  decisions,
  annexes,
};
