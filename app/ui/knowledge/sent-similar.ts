/** What is like a ticket, as its routes send it. */
export interface SentSimilar {
  readonly articles: readonly {
    readonly id: number;
    readonly title: string;
    readonly excerpt: string;
    readonly locale: string;
    readonly audience: "staff" | "client" | "everyone";
    readonly reviewedAt: string | null;
    readonly reviewedByName: string | null;
  }[];
  readonly tickets: readonly {
    readonly id: number;
    readonly projectSlug: string;
    readonly subject: string;
    readonly createdAt: string;
    readonly resolvedAt: string | null;
  }[];
}
