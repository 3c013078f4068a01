/** Namespace: its nested texts. A namespace is a file, or a folder of files, in each language's folder; nothing else lists it. */
export type Texts = Readonly<Record<string, TextTree>>;
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** All texts of one language. In the browser this is one chunk, and only the page's language is fetched. */
export async function loadTexts(locale: "fr" | "en" | "es"): Promise<Texts> {
  switch (locale) {
    case "fr":
      return (await import("./fr.ts")).texts;
    case "en":
      return (await import("./en.ts")).texts;
    case "es":
      return (await import("./es.ts")).texts;
  }
}
