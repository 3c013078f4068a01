import type { Inventory, TopProcesses } from "#collector/protocol/push.ts";
import { AGENT_VERSION } from "../version.ts";
import type { SimulatedMachine } from "./machine.ts";
import { chance, noise } from "./noise.ts";
import { simulatedUpdates } from "./updates.ts";
import { simulatedValues } from "./values.ts";
import { workerOf } from "./work.ts";

/** The inventory of a simulated machine: a small virtual machine of Debian 12. */
export function simulatedInventory(machine: SimulatedMachine, at: number): Inventory {
  const { profile } = workerOf(machine);
  const values = simulatedValues(machine, at);
  const uptimeSeconds = values.get("uptime_seconds") ?? 0;
  const rootBytes = Math.round(machine.diskBytes * (1 - profile.dataShare));
  const dataBytes = Math.round(machine.diskBytes * profile.dataShare);
  const hardware = [0, 1, 2].map((part) => Math.floor(256 * chance(machine.seed, 10 + part)));
  const mac = (card: number) =>
    `52:54:00:${[hardware[0], hardware[1], (hardware[2] ?? 0) ^ card].map((byte) => (byte ?? 0).toString(16).padStart(2, "0")).join(":")}`;
  return {
    hostname: machine.name,
    os: { name: "Debian GNU/Linux", version: "12", codename: "bookworm", architecture: "x64" },
    kernel: "6.1.0-37-amd64",
    cpu: {
      model: `Intel Xeon Gold 6230 CPU @ ${machine.nominalGhz.toFixed(2)}GHz`,
      cores: machine.cores,
      physicalCores: machine.cores,
      nominalGhz: machine.nominalGhz,
    },
    memoryBytes: machine.memoryBytes,
    swapBytes: 2_000_000_000,
    disks: [
      { device: "vda", model: "QEMU HARDDISK", sizeBytes: rootBytes, type: "HDD" },
      { device: "vdb", model: "QEMU HARDDISK", sizeBytes: dataBytes, type: "HDD" },
    ],
    filesystems: [
      { mount: "/", type: "ext4", sizeBytes: rootBytes },
      { mount: profile.dataMount, type: "ext4", sizeBytes: dataBytes },
    ],
    interfaces: [
      { name: "eth0", mac: mac(0), speedMbits: 1_000 },
      { name: "eth1", mac: mac(1), speedMbits: 1_000 },
    ],
    virtualization: "kvm",
    bootedAt: Math.round(at - uptimeSeconds * 1_000),
    rebootPending: chance(machine.seed, 3) > 0.8,
    updates: simulatedUpdates(machine, at),
    agentVersion: AGENT_VERSION,
  };
}

/** The processes using most of a simulated machine: the programs of its role share what it uses. */
export function simulatedProcesses(machine: SimulatedMachine, at: number): TopProcesses {
  const { profile } = workerOf(machine);
  const values = simulatedValues(machine, at);
  const shares = profile.programs.map(([name, user, cpu, memory], index) => ({
    pid: 400 + Math.floor(30_000 * chance(machine.seed, 20 + index)),
    name,
    user,
    cpuRatio: (values.get("cpu_used_ratio") ?? 0) * cpu * (1 + 0.2 * noise(machine.seed + 40 + index, at, 20_000)),
    memoryBytes: Math.round((values.get("memory_used_bytes") ?? 0) * memory),
  }));
  return {
    byCpu: [...shares].sort((a, b) => b.cpuRatio - a.cpuRatio).slice(0, 10),
    byMemory: [...shares].sort((a, b) => b.memoryBytes - a.memoryBytes).slice(0, 10),
  };
}
