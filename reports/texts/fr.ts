import annexes from "./fr/annexes.ts";
import availability from "./fr/availability.ts";
import backups from "./fr/backups.ts";
import capacity from "./fr/capacity.ts";
import consumption from "./fr/consumption.ts";
import databases from "./fr/databases.ts";
import decisions from "./fr/decisions.ts";
import essential from "./fr/essential.ts";
import frame from "./fr/frame.ts";
import interventions from "./fr/interventions.ts";
import load from "./fr/load.ts";
import parts from "./fr/parts.ts";
import shop from "./fr/shop.ts";
import tickets from "./fr/tickets.ts";
import updates from "./fr/updates.ts";

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
