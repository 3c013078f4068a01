import type { ProcessShare } from "#collector/protocol/push.ts";

/** How a machine of a role works: shares of its CPU and memory at rest, and what full demand adds. */
export interface RoleProfile {
  readonly idleCpu: number;
  readonly demandCpu: number;
  /** Share of the used CPU that the kernel takes: much on a balancer, which only passes packets on. */
  readonly systemShare: number;
  readonly iowait: number;
  readonly memory: number;
  /** What the first and the second of a pair carry. */
  readonly pair: readonly [number, number];
  /** Bytes a second at full demand. */
  readonly received: number;
  readonly sent: number;
  readonly diskRead: number;
  readonly diskWritten: number;
  /** The second file system, and the share of the disk that it has. */
  readonly dataMount: string;
  readonly dataShare: number;
  readonly dataUsed: number;
  readonly followsOffice: boolean;
  readonly hasBackup: boolean;
  readonly processes: number;
  /** Name, user, and shares of the machine's used CPU and memory. */
  readonly programs: readonly (readonly [name: ProcessShare["name"], user: string, cpu: number, memory: number])[];
}

const MB = 1_000_000;

const BASE: RoleProfile = {
  idleCpu: 0.03,
  demandCpu: 0.2,
  systemShare: 0.25,
  iowait: 0.004,
  memory: 0.42,
  pair: [0.55, 0.45],
  received: 0.4 * MB,
  sent: 0.4 * MB,
  diskRead: 0.1 * MB,
  diskWritten: 0.2 * MB,
  dataMount: "/var",
  dataShare: 0.6,
  dataUsed: 0.38,
  followsOffice: false,
  hasBackup: false,
  processes: 118,
  programs: [
    ["systemd-journal", "root", 0.02, 0.04],
    ["sshd", "root", 0.01, 0.01],
    ["rsyslogd", "syslog", 0.02, 0.01],
    ["cron", "root", 0.004, 0.005],
  ],
};

const ROLES: Readonly<Record<string, Partial<RoleProfile>>> = {
  lb: {
    demandCpu: 0.16,
    systemShare: 0.72,
    memory: 0.21,
    pair: [1, 0.03],
    received: 5 * MB,
    sent: 5.2 * MB,
    diskRead: 0.01 * MB,
    diskWritten: 0.05 * MB,
    dataUsed: 0.22,
    processes: 96,
    programs: [
      ["haproxy", "haproxy", 0.72, 0.28],
      ["keepalived", "root", 0.05, 0.05],
      ["conntrackd", "root", 0.06, 0.06],
    ],
  },
  web: {
    idleCpu: 0.05,
    demandCpu: 0.58,
    systemShare: 0.3,
    memory: 0.52,
    pair: [0.52, 0.48],
    received: 1.6 * MB,
    sent: 3.4 * MB,
    diskWritten: 0.5 * MB,
    dataUsed: 0.46,
    processes: 164,
    programs: [
      ["apache2", "www-data", 0.24, 0.13],
      ["apache2", "www-data", 0.21, 0.12],
      ["apache2", "www-data", 0.18, 0.11],
      ["apache2", "www-data", 0.13, 0.1],
      ["apache2", "www-data", 0.08, 0.09],
      ["apache2", "root", 0.01, 0.03],
      ["logrotate", "root", 0.005, 0.01],
    ],
  },
  app: {
    idleCpu: 0.07,
    demandCpu: 0.6,
    systemShare: 0.14,
    memory: 0.62,
    pair: [0.51, 0.49],
    received: 1.9 * MB,
    sent: 1.5 * MB,
    diskWritten: 0.3 * MB,
    dataUsed: 0.51,
    processes: 121,
    programs: [
      ["java", "tomcat", 0.83, 0.74],
      ["java", "tomcat", 0.06, 0.1],
    ],
  },
  db: {
    idleCpu: 0.05,
    demandCpu: 0.48,
    systemShare: 0.2,
    iowait: 0.05,
    memory: 0.76,
    pair: [1, 0.38],
    received: 0.7 * MB,
    sent: 1.9 * MB,
    diskRead: 2.6 * MB,
    diskWritten: 4.2 * MB,
    dataMount: "/var/lib/mysql",
    dataShare: 0.76,
    dataUsed: 0.57,
    hasBackup: true,
    processes: 109,
    programs: [
      ["mariadbd", "mysql", 0.88, 0.86],
      ["mariadb-backup", "mysql", 0.02, 0.01],
    ],
  },
  orders: {
    idleCpu: 0.05,
    demandCpu: 0.34,
    systemShare: 0.16,
    iowait: 0.01,
    memory: 0.56,
    pair: [1, 1],
    diskWritten: 0.7 * MB,
    dataMount: "/srv",
    dataShare: 0.7,
    dataUsed: 0.34,
    followsOffice: true,
    hasBackup: true,
    processes: 127,
    programs: [
      ["java", "jboss", 0.78, 0.68],
      ["postgres", "postgres", 0.09, 0.09],
      ["postgres", "postgres", 0.04, 0.07],
    ],
  },
};

export function profileOf(role: string): RoleProfile {
  return PROFILES.get(role) ?? BASE;
}

const PROFILES = new Map(
  Object.entries(ROLES).map(([role, own]): [string, RoleProfile] => [
    role,
    { ...BASE, ...own, programs: [...(own.programs ?? []), ...BASE.programs] },
  ]),
);
