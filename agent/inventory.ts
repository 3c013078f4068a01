/**
 * The second bundle: reads the inventory by systeminformation and writes it as JSON to standard output. The agent runs it
 * as a child at start and daily.
 */
import { readdirSync, readFileSync } from "node:fs";
import { release } from "node:os";
import si from "systeminformation";
import type { Inventory } from "#collector/protocol/push.ts";
import { isRebootPending, nominalGhzOf, present } from "./inventory-facts.ts";
import { pendingUpdates } from "./updates/read.ts";

readInventory().then(
  (inventory) => process.stdout.write(JSON.stringify(inventory)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);

async function readInventory(): Promise<Inventory> {
  const [os, cpu, memory, layout, blocks, filesystems, interfaces, system] = await Promise.all([
    si.osInfo(),
    si.cpu(),
    si.mem(),
    si.diskLayout(),
    si.blockDevices(),
    si.fsSize(),
    si.networkInterfaces(),
    si.system(),
  ]);
  const uptimeSeconds = si.time().uptime;
  return present({
    hostname: os.hostname,
    os: present({ name: os.distro, version: os.release, codename: os.codename, architecture: os.arch }),
    kernel: os.kernel,
    cpu: present({
      model: `${cpu.manufacturer} ${cpu.brand}`.trim(),
      cores: cpu.cores,
      physicalCores: cpu.physicalCores,
      nominalGhz: nominalGhzOf(readOrEmpty("/proc/cpuinfo"), cpu.speed),
    }),
    memoryBytes: memory.total,
    swapBytes: memory.swaptotal,
    // A virtual disk has no layout, it is only a block device.
    disks: layout.length > 0 ? layout.map(ofLayout) : blocks.filter(({ type }) => type === "disk").map(ofBlockDevice),
    filesystems: filesystems.map(({ mount, type, size }) => ({ mount, type, sizeBytes: size })),
    interfaces: [interfaces].flat().map(ofInterface),
    virtualization: system.virtual ? system.virtualHost || "virtual" : undefined,
    bootedAt: Math.round(Date.now() - uptimeSeconds * 1_000),
    rebootPending: isRebootPending(release(), namesIn("/boot"), namesIn("/run")),
    updates: await pendingUpdates(),
  });
}

function ofLayout({ device, name, size, type }: si.Systeminformation.DiskLayoutData) {
  return { device, ...present({ model: name, sizeBytes: size, type }) };
}

function ofBlockDevice({ name, model, size, physical }: si.Systeminformation.BlockDevicesData) {
  return { device: name, ...present({ model, sizeBytes: size, type: physical }) };
}

function ofInterface({ iface, mac, ip4, ip6, speed }: si.Systeminformation.NetworkInterfacesData) {
  // A virtual card says -1.
  return { name: iface, ...present({ mac, ipv4: ip4, ipv6: ip6, speedMbits: speed && speed > 0 ? speed : undefined }) };
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
