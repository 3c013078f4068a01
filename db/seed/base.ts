import type { Database } from "../client.server.ts";
import { providers } from "../schema/clients.ts";
import { machineRoles } from "../schema/machines.ts";

const ROLES = [
  { slug: "lb", nameFr: "Répartition", nameEn: "Load balancing", nameEs: "Balanceo", tierOrder: 10 },
  { slug: "web", nameFr: "Web", nameEn: "Web", nameEs: "Web", tierOrder: 20 },
  { slug: "app", nameFr: "Application", nameEn: "Application", nameEs: "Aplicación", tierOrder: 30 },
  { slug: "db", nameFr: "Base de données", nameEn: "Database", nameEs: "Base de datos", tierOrder: 40 },
  {
    slug: "orders",
    nameFr: "Suivi de commandes",
    nameEn: "Order tracking",
    nameEs: "Seguimiento de pedidos",
    tierOrder: 50,
  },
  { slug: "other", nameFr: "Autre", nameEn: "Other", nameEs: "Otro", tierOrder: 90 },
];

/** What every installation starts with, demo or not: the roles of machines and the provider. Staff change both later. */
export async function seedBase(db: Database): Promise<void> {
  const [role] = await db.select({ slug: machineRoles.slug }).from(machineRoles).limit(1);
  if (!role) await db.insert(machineRoles).values(ROLES);
  const [provider] = await db.select({ id: providers.id }).from(providers).limit(1);
  if (!provider) await db.insert(providers).values({ name: "Timonerie" });
}
