import annexes from "./es/annexes.ts";
import availability from "./es/availability.ts";
import backups from "./es/backups.ts";
import capacity from "./es/capacity.ts";
import consumption from "./es/consumption.ts";
import databases from "./es/databases.ts";
import decisions from "./es/decisions.ts";
import essential from "./es/essential.ts";
import frame from "./es/frame.ts";
import interventions from "./es/interventions.ts";
import load from "./es/load.ts";
import parts from "./es/parts.ts";
import shop from "./es/shop.ts";
import tickets from "./es/tickets.ts";
import updates from "./es/updates.ts";

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
