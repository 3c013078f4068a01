import { isRole, type Role } from "./roles.ts";

export interface ShopSettings {
  readonly role: Role;
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Base of the links in mails, without a slash at its end. */
  readonly url: string;
  /** Undefined: mails stay in the outbox. */
  readonly smtpUrl?: string;
  /** Undefined: the owner's pages are closed. */
  readonly adminPassword?: string;
  /** Where figures are pushed, and with which token; undefined: nowhere. */
  readonly pushUrl?: string;
  readonly pushToken?: string;
  /** Signs cookies and the payment provider's callbacks. At least 16 characters; nobody but the shop knows it. */
  readonly secret: string;
  /** Opens the hidden test product and centre to the checks that are told it, and signs nothing. Undefined: to nobody. */
  readonly testSecret?: string;
  /** How long a day of the orders' workflow lasts: 86,400 in life, a minute in the demo. */
  readonly workflowDaySeconds: number;
}

/** Reads the environment; throws a sentence that says which setting is wrong. */
export function shopSettings(env: Readonly<Record<string, string | undefined>>): ShopSettings {
  const role = env.SHOP_ROLE || "all";
  if (!isRole(role)) throw new Error(`SHOP_ROLE is ${role}: it may be all, web, app or orders.`);
  const port = Number(env.SHOP_PORT || 5000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`SHOP_PORT is ${env.SHOP_PORT}: a port is a whole number from 0 to 65535.`);
  }
  const secret = env.SHOP_SECRET ?? "";
  if (secret.length < 16) throw new Error("SHOP_SECRET is missing or shorter than 16 characters.");
  const host = env.SHOP_HOST || "127.0.0.1";
  return {
    role,
    databaseUrl: databaseUrl(env),
    host,
    port,
    url: (env.SHOP_URL || `http://${host}:${port}`).replace(/\/+$/, ""),
    smtpUrl: env.SHOP_SMTP_URL || undefined,
    adminPassword: env.SHOP_ADMIN_PASSWORD || undefined,
    pushUrl: env.SHOP_PUSH_URL || undefined,
    pushToken: env.SHOP_PUSH_TOKEN || undefined,
    secret,
    testSecret: testSecret(env.SHOP_TEST_SECRET),
    workflowDaySeconds: secondsADay(env.SHOP_WORKFLOW_DAY_SECONDS),
  };
}

function testSecret(text: string | undefined): string | undefined {
  if (!text || text.length >= 16) return text || undefined;
  throw new Error("SHOP_TEST_SECRET is shorter than 16 characters.");
}

function secondsADay(text: string | undefined): number {
  const seconds = Number(text || 86_400);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new Error(`SHOP_WORKFLOW_DAY_SECONDS is ${text}: it may be from 1 to 86400.`);
}

/** Without a database of its own named, the shop takes `popgom_shop` on the server of DATABASE_URL. */
function databaseUrl(env: Readonly<Record<string, string | undefined>>): string {
  if (env.SHOP_DATABASE_URL) return env.SHOP_DATABASE_URL;
  if (!env.DATABASE_URL) throw new Error("SHOP_DATABASE_URL is not set: mysql://user:password@host:3306/popgom_shop");
  const url = new URL(env.DATABASE_URL);
  url.pathname = "/popgom_shop";
  return url.href;
}
