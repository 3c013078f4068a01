export interface ClientScope {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** What a right is asked on, as it is found by the slug of an address. */
export interface ProjectScope {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly projectManagerId: string | null;
  readonly deputyManagerId: string | null;
  readonly clientId: number;
  readonly client: ClientScope;
}
