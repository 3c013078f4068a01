import { join } from "node:path";

import type { Sensor } from "../host/sensor.ts";
import { mariadbSensor } from "./mariadb/plugin.ts";

/** What is measured of programs, where the agent's data directory holds the file that leads to them. */
export function pluginSensors(dataDirectory: string): Sensor[] {
  return [mariadbSensor(join(dataDirectory, "mariadb.cnf"))];
}
