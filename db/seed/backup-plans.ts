import type { BACKUP_TOOLS } from "../schema/backups.ts";

const GB = 1_000_000_000;
const MB = 1_000_000;

/** A backup of the demo: what it saves, when, and how big it is at the demo's instant. */
export interface PlannedBackup {
  readonly slug: string;
  readonly name: string;
  readonly tool: (typeof BACKUP_TOOLS)[number];
  readonly machine: string;
  readonly databaseName?: string;
  readonly schedule: string;
  /** The same in minutes after midnight. */
  readonly minutes: readonly number[];
  readonly graceSeconds: number;
  readonly bytes: number;
  /** 0.001 for a thousandth a day. */
  readonly growthPerDay: number;
  /** What a run adds to the store, of what it saves; null where each run is kept whole. */
  readonly addedShare: number | null;
  readonly takesMinutes: number;
  /** What is done to see whether it can be read, on Sundays. */
  readonly check: string | null;
  /** Runs that failed, counted from the demo's day, with the last words of the log. */
  readonly failed?: readonly { readonly daysBefore: number; readonly log: string }[];
  readonly restores: readonly PlannedRestore[];
}

export interface PlannedRestore {
  readonly daysBefore: number;
  readonly minutes: number;
  /** By hand, by support; else by the runner. */
  readonly byHand?: boolean;
  readonly evidence: string;
}

const HOUR = 60;
const EVERY_FOUR_HOURS = [0, 4, 8, 12, 16, 20].map((hour) => hour * HOUR + 15);
const FULL = "xtrabackup: Error writing file '/backup/base/ibdata1' (errno: 28 \"No space left on device\")";

const BY_HAND =
  "Restaurée sur la machine d’essai essai-2, MariaDB démarrée, mariadb-check sans erreur. Comptage des commandes et des clients égal à celui du matin de la sauvegarde ; dernière commande relue.";
const BY_RUNNER = "Restauré dans un dossier vide, empreintes des fichiers relues, aucune différence.";

const files = (machine: string, minute: number, megabytes: number, daysBefore: readonly number[]): PlannedBackup => ({
  slug: `fichiers-${machine}`,
  name: `Fichiers de ${machine}`,
  ...{ tool: "restic", machine, schedule: `*-*-* 01:${minute}:00`, minutes: [HOUR + minute], graceSeconds: 3_600 },
  ...{ bytes: megabytes * MB, growthPerDay: 0.0006, addedShare: 0.012, takesMinutes: 4 },
  check: "restic check --read-data-subset=5%",
  restores: daysBefore.map((days) => ({ daysBefore: days, minutes: 6, evidence: BY_RUNNER })),
});

const balancer = (machine: string, daysBefore: readonly number[]): PlannedBackup => ({
  slug: `configuration-${machine}`,
  name: `Configuration de ${machine}`,
  ...{ tool: "borg", machine, schedule: "*-*-* 04:00:00", minutes: [4 * HOUR], graceSeconds: 7_200 },
  ...{ bytes: 38 * MB, growthPerDay: 0.0001, addedShare: 0.02, takesMinutes: 1, check: "borg check" },
  restores: daysBefore.map((days) => ({ daysBefore: days, minutes: 1.2, evidence: BY_RUNNER })),
});

/** The backups of POPGOM. The copy of the database has none: the client accepted it. */
export const POPGOM_BACKUPS: readonly PlannedBackup[] = [
  {
    slug: "base-popgom",
    name: "Base de la boutique",
    ...{ tool: "mariabackup", machine: "db-1", schedule: "30 2 * * *", minutes: [2 * HOUR + 30], graceSeconds: 3_600 },
    ...{ bytes: 18.4 * GB, growthPerDay: 0.0012, addedShare: null, takesMinutes: 24, check: "mariabackup --prepare" },
    failed: [
      { daysBefore: 3, log: FULL },
      { daysBefore: 143, log: "mariabackup: error: log copying being too slow" },
    ],
    restores: [
      { daysBefore: 21, minutes: 38, byHand: true, evidence: BY_HAND },
      { daysBefore: 112, minutes: 41, byHand: true, evidence: BY_HAND },
      { daysBefore: 207, minutes: 36, byHand: true, evidence: BY_HAND },
      { daysBefore: 301, minutes: 33, byHand: true, evidence: BY_HAND },
    ],
  },
  {
    slug: "export-commandes",
    name: "Export des commandes",
    ...{ tool: "script", machine: "orders-1", databaseName: "commandes", schedule: "15 */4 * * *" },
    ...{ minutes: EVERY_FOUR_HOURS, graceSeconds: 1_800, bytes: 640 * MB, growthPerDay: 0.0015, addedShare: null },
    ...{ takesMinutes: 3, check: "fin de l’export relue" },
    restores: [
      {
        daysBefore: 131,
        minutes: 12,
        byHand: true,
        evidence: "Export rechargé dans une base vide, nombre de lignes égal.",
      },
      {
        daysBefore: 250,
        minutes: 11,
        byHand: true,
        evidence: "Export rechargé dans une base vide, nombre de lignes égal.",
      },
    ],
  },
  files("web-1", 10, 2_300, [12, 68, 131, 222, 330]),
  files("web-2", 20, 2_280, [40, 103, 190, 290]),
  files("app-1", 30, 5_900, [26, 82, 166, 260, 350]),
  files("app-2", 40, 5_870, [54, 118, 201, 312]),
  balancer("lb-1", [80, 171, 262]),
  balancer("lb-2", [81, 172, 263]),
];

/** The one of the other client: it is there to be kept apart. */
export const VITRINE_BACKUP: PlannedBackup = {
  ...files("web-1", 10, 420, [30]),
  slug: "site",
  name: "Fichiers du site",
};
