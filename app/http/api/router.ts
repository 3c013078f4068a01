import type { Operation } from "./operation.ts";

export interface Matched {
  /** By method; HEAD asks for GET's. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly params: Readonly<Record<string, string>>;
}

interface Place {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operations: Map<string, Operation>;
}

/** Finds what stands at a path, written as in the document: "/projects/{slug}". */
export class Router {
  private readonly places: readonly Place[];

  constructor(operations: readonly Operation[]) {
    const places = new Map<string, Place>();
    for (const operation of operations) {
      const place = places.get(operation.path) ?? placeOf(operation.path);
      places.set(operation.path, place);
      place.operations.set(operation.method, operation);
    }
    this.places = [...places.values()];
  }

  /** Undefined for a path at which nothing stands, or that cannot be decoded. */
  match(path: string): Matched | undefined {
    for (const { pattern, names, operations } of this.places) {
      const found = pattern.exec(path);
      if (!found) continue;
      const values = found.slice(1).map(decoded);
      if (values.includes(undefined)) return undefined;
      return { operations, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])) };
    }
    return undefined;
  }
}

/** What the place knows, as an Allow header says it. */
export function allowed({ operations }: Matched): string {
  const methods = [...operations.keys()];
  return methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
}

function placeOf(path: string): Place {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "([^/]+)")}$`);
  return { pattern, names, operations: new Map() };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
