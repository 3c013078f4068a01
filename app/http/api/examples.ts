/** What each operation answers, for the document; spectral holds them against the schemas. */

const PROJECT = {
  slug: "popgom",
  name: "POPGOM",
  summary: "pneus en ligne",
  client: { slug: "tyredating", name: "Tyredating" },
  timeZone: "Europe/Paris",
};

const MACHINE = {
  name: "web-1",
  role: "web",
  position: "",
  application: "boutique",
  state: "ok",
  stateSince: "2026-11-20T03:12:45.000Z",
  simulated: false,
};

const EVENT = {
  id: 12,
  at: "2026-11-22T10:00:00.000Z",
  until: null,
  kind: "deployment",
  title: "Version 4.2",
  detail: null,
  url: "https://ci.example.test/runs/12",
  author: "Camille Roussel",
  createdAt: "2026-11-22T10:00:04.512Z",
};

const TICKET = {
  number: 4817,
  subject: "Le paiement échoue",
  kind: "incident",
  state: "open",
  priority: 1,
  requester: "Marc Delorme",
  assignee: null,
  createdAt: "2026-11-22T10:00:00.000Z",
  movedAt: "2026-11-22T10:06:12.000Z",
};

const CPU = { key: "cpu_used_ratio", kind: "gauge", unit: "ratio" };

/** By the operation's name. */
export const EXAMPLES: Readonly<Record<string, object>> = {
  listProjects: { data: [PROJECT], next: null },
  getProject: {
    ...PROJECT,
    applications: [
      {
        slug: "boutique",
        name: "Boutique",
        pool: { cpuGhz: 32, memoryBytes: 68_719_476_736, diskBytes: 1_099_511_627_776, effectiveOn: "2026-01-01" },
      },
    ],
  },
  listMachines: { data: [MACHINE], next: "d2ViLTE" },
  getMachine: {
    ...MACHINE,
    contract: { cpuGhz: 8, memoryBytes: 17_179_869_184, diskBytes: 107_374_182_400, bandwidthBitsPerSecond: null },
    site: "Paris 1, salle 3",
    tags: ["front"],
    parents: ["lb-1"],
    createdAt: "2026-01-05T08:00:00.000Z",
  },
  listSeries: {
    data: [
      { ...CPU, name: "cpu_used_ratio", labels: {} },
      {
        key: 'filesystem_used_ratio{mount="/"}',
        kind: "gauge",
        unit: "ratio",
        name: "filesystem_used_ratio",
        labels: { mount: "/" },
      },
    ],
  },
  queryRange: {
    from: "2026-11-22T09:00:00.000Z",
    to: "2026-11-22T10:00:00.000Z",
    data: [
      {
        machine: "web-1",
        ...CPU,
        stepSeconds: 60,
        points: [
          [1_795_338_000_000, 0.18, 0.22, 0.41, 6],
          [1_795_338_060_000, 0.17, 0.2, 0.26, 6],
        ],
      },
    ],
  },
  queryLatest: { data: [{ machine: "web-1", at: "2026-11-22T10:00:00.000Z", values: { cpu_used_ratio: 0.22 } }] },
  queryTop: { data: [{ machine: "web-2", ...CPU, value: 0.64 }] },
  listForecasts: {
    madeOn: "2026-11-22",
    madeAt: "2026-11-23T01:20:04.512Z",
    data: [
      {
        subject: "machine",
        name: "db-1",
        resource: "filesystem:/var",
        unit: "bytes",
        answer: "forecast",
        current: 31_000_000_000,
        limit: 38_000_000_000,
        early: "2027-01-03",
        likely: "2027-01-16",
        late: "2027-01-29",
        historyDays: 395,
        days: [[1, 31_100_000_000, 30_900_000_000, 31_400_000_000, 30_700_000_000, 31_600_000_000]],
      },
    ],
  },
  listEvents: { data: [EVENT], next: null },
  recordEvent: EVENT,
  getEvent: EVENT,
  listTickets: { data: [TICKET], next: null },
  openTicket: TICKET,
  getTicket: {
    ...TICKET,
    impact: "high",
    urgency: "high",
    machines: ["db-1"],
    messages: [
      {
        id: 31,
        at: "2026-11-22T10:00:00.000Z",
        author: "Marc Delorme",
        side: "client",
        internal: false,
        text: "Le paiement échoue depuis 9 h.",
        files: [{ name: "ecran.png", mediaType: "image/png", sizeBytes: 48_213 }],
      },
    ],
  },
  replyToTicket: { id: 32 },
};

/** What a client sends. */
export const BODY_EXAMPLES: Readonly<Record<string, object>> = {
  recordEvent: {
    at: "2026-11-22T11:00:00+01:00",
    kind: "deployment",
    title: "Version 4.2",
    url: "https://ci.example.test/runs/12",
  },
  openTicket: { text: "Le paiement échoue depuis 9 h.", sales: "stopped" },
  replyToTicket: { text: "Nous cherchons." },
};
