/** What of a project may run short. Pure: the browser uses it too. */

export const SUBJECTS = ["machine", "pair", "application", "project"] as const;
/** `pair`: machines that share one work, reckoned with one of them gone. */
export type Subject = (typeof SUBJECTS)[number];

export const RESOURCE_KINDS = ["cpu", "memory", "filesystem", "disk", "received", "sent", "database"] as const;
/** `disk`: all the filesystems of an application or a project together. */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** CPU in cores, so that a machine of other size does not change what is used; the others in bytes and bytes a second. */
export type ResourceUnit = "cores" | "bytes" | "bytes_per_second";

/** A resource as `forecasts.resource` names it: "cpu", "filesystem:/var", "database:popgom". */
export type ResourceKey = string;

export interface NamedResource {
  readonly kind: ResourceKind;
  /** Of a filesystem its mount, of a database its name; null for the others. */
  readonly name: string | null;
}

export function resourceKey(kind: ResourceKind, name: string | null = null): ResourceKey {
  return name === null ? kind : `${kind}:${name}`;
}

/** What a key names; undefined for one that no resource has. */
export function parseResource(key: ResourceKey): NamedResource | undefined {
  const colon = key.indexOf(":");
  const kind = RESOURCE_KINDS.find((one) => one === (colon < 0 ? key : key.slice(0, colon)));
  return kind && { kind, name: colon < 0 ? null : key.slice(colon + 1) };
}

export function unitOf(kind: ResourceKind): ResourceUnit {
  if (kind === "cpu") return "cores";
  return kind === "received" || kind === "sent" ? "bytes_per_second" : "bytes";
}

/** What fills and stays, against what goes up and down with the visitors. */
export function isFilling(kind: ResourceKind): boolean {
  return kind === "filesystem" || kind === "disk" || kind === "database";
}

/** One name for one resource of one subject. */
export function watchedKey(of: { readonly subject: Subject; readonly subjectId: number; readonly resource: string }) {
  return `${of.subject} ${of.subjectId} ${of.resource}`;
}
