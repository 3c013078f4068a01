import type { TableName } from "./tables.ts";

/** What a workbook's sheets and columns are called. Names of contracts' things; the page has texts of its own. Pure. */

export const LOCALES = ["fr", "en", "es"] as const;
export type Locale = (typeof LOCALES)[number];

interface Words {
  readonly sheets: Readonly<Record<TableName, string>>;
  readonly columns: Readonly<Record<string, string>>;
  /** Words that stand in cells: meters, scopes, units. */
  readonly values: Readonly<Record<string, string>>;
}

const fr: Words = {
  sheets: {
    usage: "Consommation",
    days: "Jours",
    databases: "Bases de données",
    queries: "Requêtes",
    backups: "Sauvegardes",
    statement: "Relevé",
  },
  columns: {
    ...{
      scope: "Périmètre",
      name: "Nom",
      application: "Application",
      received_gb: "Reçu (Go)",
      sent_gb: "Envoyé (Go)",
    },
    ...{ p95_in_mbit: "95e centile entrant (Mbit/s)", p95_out_mbit: "95e centile sortant (Mbit/s)" },
    ...{ p95_sum_mbit: "95e centile de la somme (Mbit/s)", p95_greater_mbit: "95e centile le plus grand (Mbit/s)" },
    ...{
      measured: "Part mesurée",
      vcpu_hours: "vCPU-heures",
      memory_gib_hours: "RAM (Go·h)",
      disk_gb_hours: "Disque (Go·h)",
    },
    ...{
      stored_gb: "Occupé (Go)",
      day: "Jour",
      machine: "Machine",
      database: "Base",
      first_gb: "Début (Go)",
      last_gb: "Fin (Go)",
    },
    ...{ growth_gb: "Croissance (Go)", mean_gb: "Moyenne (Go)", queries: "Requêtes", per_second: "Par seconde" },
    ...{
      peak_per_second: "Maximum par seconde",
      job: "Sauvegarde",
      added_gb: "Ajouté (Go)",
      meter: "Compteur",
      label: "Objet",
    },
    ...{
      from: "Du",
      to: "Au",
      days: "Jours",
      quantity: "Quantité",
      unit: "Unité",
      included: "Inclus",
      beyond: "Au-delà",
    },
    ...{ price: "Prix unitaire", currency: "Monnaie", amount: "Montant" },
  },
  values: {
    ...{ project: "projet", application: "application", machine: "machine", total: "Total" },
    ...{ bandwidth_p95: "Débit, 95e centile", traffic: "Volume transféré", vcpu_hours: "vCPU", memory_hours: "RAM" },
    ...{
      disk_hours: "Disque",
      database_storage: "Bases de données",
      backup_storage: "Sauvegardes",
      fixed: "Prix fixe",
    },
    ...{ GB: "Go", GB·h: "Go·h", month: "mois" },
  },
};

const en: Words = {
  sheets: {
    usage: "Consumption",
    days: "Days",
    databases: "Databases",
    queries: "Queries",
    backups: "Backups",
    statement: "Statement",
  },
  columns: {
    ...{ scope: "Scope", name: "Name", application: "Application", received_gb: "Received (GB)", sent_gb: "Sent (GB)" },
    ...{ p95_in_mbit: "95th percentile in (Mbit/s)", p95_out_mbit: "95th percentile out (Mbit/s)" },
    ...{ p95_sum_mbit: "95th percentile of the sum (Mbit/s)", p95_greater_mbit: "95th percentile, greater (Mbit/s)" },
    ...{
      measured: "Measured share",
      vcpu_hours: "vCPU hours",
      memory_gib_hours: "RAM (GB·h)",
      disk_gb_hours: "Disk (GB·h)",
    },
    ...{
      stored_gb: "Stored (GB)",
      day: "Day",
      machine: "Machine",
      database: "Database",
      first_gb: "Start (GB)",
      last_gb: "End (GB)",
    },
    ...{ growth_gb: "Growth (GB)", mean_gb: "Mean (GB)", queries: "Queries", per_second: "Per second" },
    ...{ peak_per_second: "Most per second", job: "Backup", added_gb: "Added (GB)", meter: "Meter", label: "For" },
    ...{
      from: "From",
      to: "To",
      days: "Days",
      quantity: "Quantity",
      unit: "Unit",
      included: "Included",
      beyond: "Beyond",
    },
    ...{ price: "Unit price", currency: "Currency", amount: "Amount" },
  },
  values: {
    ...{ project: "project", application: "application", machine: "machine", total: "Total" },
    ...{
      bandwidth_p95: "Bandwidth, 95th percentile",
      traffic: "Volume transferred",
      vcpu_hours: "vCPU",
      memory_hours: "RAM",
    },
    ...{ disk_hours: "Disk", database_storage: "Databases", backup_storage: "Backups", fixed: "Fixed price" },
  },
};

const es: Words = {
  sheets: {
    usage: "Consumo",
    days: "Días",
    databases: "Bases de datos",
    queries: "Consultas",
    backups: "Copias de seguridad",
    statement: "Extracto",
  },
  columns: {
    ...{
      scope: "Ámbito",
      name: "Nombre",
      application: "Aplicación",
      received_gb: "Recibido (GB)",
      sent_gb: "Enviado (GB)",
    },
    ...{ p95_in_mbit: "Percentil 95 entrante (Mbit/s)", p95_out_mbit: "Percentil 95 saliente (Mbit/s)" },
    ...{ p95_sum_mbit: "Percentil 95 de la suma (Mbit/s)", p95_greater_mbit: "Percentil 95, el mayor (Mbit/s)" },
    ...{
      measured: "Parte medida",
      vcpu_hours: "Horas de vCPU",
      memory_gib_hours: "RAM (GB·h)",
      disk_gb_hours: "Disco (GB·h)",
    },
    ...{
      stored_gb: "Ocupado (GB)",
      day: "Día",
      machine: "Máquina",
      database: "Base",
      first_gb: "Inicio (GB)",
      last_gb: "Fin (GB)",
    },
    ...{ growth_gb: "Crecimiento (GB)", mean_gb: "Media (GB)", queries: "Consultas", per_second: "Por segundo" },
    ...{
      peak_per_second: "Máximo por segundo",
      job: "Copia",
      added_gb: "Añadido (GB)",
      meter: "Contador",
      label: "Objeto",
    },
    ...{
      from: "Del",
      to: "Al",
      days: "Días",
      quantity: "Cantidad",
      unit: "Unidad",
      included: "Incluido",
      beyond: "Por encima",
    },
    ...{ price: "Precio unitario", currency: "Moneda", amount: "Importe" },
  },
  values: {
    ...{ project: "proyecto", application: "aplicación", machine: "máquina", total: "Total" },
    ...{
      bandwidth_p95: "Ancho de banda, percentil 95",
      traffic: "Volumen transferido",
      vcpu_hours: "vCPU",
      memory_hours: "RAM",
    },
    ...{ disk_hours: "Disco", database_storage: "Bases de datos", backup_storage: "Copias", fixed: "Precio fijo" },
    month: "mes",
  },
};

export const WORDS: Readonly<Record<Locale, Words>> = { fr, en, es };
