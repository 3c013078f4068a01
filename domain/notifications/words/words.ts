/** What notices say, in one language. What they are filled with is text already; absent facts are empty. */
export interface NoticeWords {
  /** By kind: "ticket.replied". */
  readonly kinds: Readonly<Record<string, (facts: NoticeFacts) => string>>;
  /** Of a kind of which this program knows nothing. */
  unknown(): string;
  readonly digest: {
    subject(count: number): string;
    greeting(name: string): string;
    intro(): string;
    /** Those that did not find room. */
    more(count: number): string;
    choose(link: string): string;
  };
  readonly incident: { mail(sentence: string, project: string, link: string): { subject: string; text: string } };
}

export interface NoticeFacts {
  /** "n° 12", in the language's way. */
  readonly number: string;
  readonly name: string;
  readonly actor: string;
}
