import { connect } from "node:net";

/** What is asked of zabbix-agent at each sample: about what our agent sends. */
export const ZABBIX_ITEMS: readonly string[] = [
  ...["user", "system", "iowait", "steal", "idle"].map((mode) => `system.cpu.util[,${mode}]`),
  ...["avg1", "avg5", "avg15"].map((span) => `system.cpu.load[,${span}]`),
  ...["total", "available", "pavailable", "cached", "buffers"].map((kind) => `vm.memory.size[${kind}]`),
  ...["total", "free"].map((kind) => `system.swap.size[,${kind}]`),
  ...["total", "used", "pused"].map((kind) => `vfs.fs.size[/,${kind}]`),
  "vfs.fs.inode[/,pused]",
  ...["bytes", "packets", "errors", "dropped"].flatMap((kind) => [`net.if.in[lo,${kind}]`, `net.if.out[lo,${kind}]`]),
  "proc.num[]",
  "proc.num[,,run]",
  "kernel.maxfiles",
  "system.uptime",
];

/** The configuration of an agent that answers on a private port and writes nowhere else. */
export function zabbixConfiguration(directory: string, port: number): string {
  const settings = {
    Server: "127.0.0.1",
    ListenIP: "127.0.0.1",
    ListenPort: port,
    StartAgents: 1,
    Hostname: "bench",
    LogFile: `${directory}/zabbix.log`,
    PidFile: `${directory}/zabbix.pid`,
    AllowRoot: 1,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** Asks for one item, as a server does in a passive check: one connection an item. */
export function askZabbix(port: number, item: string): Promise<string> {
  const head = Buffer.from("ZBXD\u0001\0\0\0\0\0\0\0\0", "latin1");
  head.writeUInt32LE(item.length, 5);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(Buffer.concat([head, Buffer.from(item)])));
    socket.on("data", (part) => parts.push(part));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(parts).subarray(head.length).toString()));
  });
}
