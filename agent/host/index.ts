import { cgroupSensor } from "./cgroup.ts";
import { cpuSensor } from "./cpu.ts";
import { diskSensor } from "./disks.ts";
import { fileDescriptorSensor } from "./file-descriptors.ts";
import { filesystemSensor } from "./filesystems.ts";
import { loadSensor } from "./load.ts";
import { memorySensor } from "./memory.ts";
import { networkSensor } from "./network.ts";
import { oomSensor } from "./oom.ts";
import { pressureSensor } from "./pressure.ts";
import { processSensor } from "./processes.ts";
import { HOST_ROOTS, type Sensor } from "./sensor.ts";
import { uptimeSensor } from "./uptime.ts";

/** Everything that is measured on a host, each with its own memory of its last reading. */
export function hostSensors(roots = HOST_ROOTS): Sensor[] {
  return [
    cpuSensor(roots),
    loadSensor(roots),
    memorySensor(roots),
    oomSensor(roots),
    filesystemSensor(roots),
    diskSensor(roots),
    networkSensor(roots),
    processSensor(roots),
    fileDescriptorSensor(roots),
    uptimeSensor(roots),
    pressureSensor(roots),
    cgroupSensor(roots),
  ];
}
