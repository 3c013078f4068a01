/** A form as a browser without scripts would send it. */
export interface Form {
  readonly action: string;
  readonly method: "get" | "post";
  /** Names with what is filled in already; of radio buttons the checked one. */
  readonly filled: ReadonlyMap<string, string>;
  /** What may be chosen, of radio buttons, lists and buttons by name. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** The forms of one of the shop's pages, which are machine-written and regular: this reads those, not the world's HTML. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = "", inside = ""]) => {
    const filled = new Map<string, string>();
    const choices = new Map<string, string[]>();
    const offer = (name: string, value: string) => choices.set(name, [...(choices.get(name) ?? []), value]);
    for (const [, kind, attributes = ""] of inside.matchAll(/<(input|button|textarea)\b([^>]*)>/g)) {
      const name = attribute(attributes, "name");
      if (name === undefined || /\bdisabled\b/.test(attributes)) continue;
      const value = attribute(attributes, "value") ?? "";
      const type = attribute(attributes, "type") ?? "text";
      const isChoice = kind === "button" || type === "radio" || type === "checkbox" || type === "submit";
      if (isChoice) offer(name, value || "on");
      if (!isChoice || /\bchecked\b/.test(attributes)) filled.set(name, value);
    }
    for (const [, attributes = "", options = ""] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(attributes, "name");
      if (name === undefined) continue;
      for (const [, option = ""] of options.matchAll(/<option\b([^>]*)>/g)) {
        const value = attribute(option, "value") ?? "";
        if (value !== "") offer(name, value);
        if (/\bselected\b/.test(option)) filled.set(name, value);
      }
    }
    const method = attribute(tag, "method")?.toLowerCase() === "post" ? "post" : "get";
    return { action: attribute(tag, "action") ?? "", method, filled, choices };
  });
}

/** Addresses that a page links to, in its order, each once. */
export function linksOf(html: string): string[] {
  const found = [...html.matchAll(/<a\b([^>]*)>/g)].map(([, attributes = ""]) => attribute(attributes, "href"));
  return [...new Set(found.filter((href) => href !== undefined))];
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value?.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
