import { loadTexts, type TextTree } from "#app/locales/index.ts";
import type { ArticleLocale } from "#domain/knowledge/article.ts";
import type { DraftWords } from "#domain/knowledge/ticket-draft.ts";

/** What stands in a draft for what was taken out of its ticket, in the article's language. */
export async function ticketDraftWords(locale: ArticleLocale): Promise<DraftWords> {
  const { fromTicket } = (await loadTexts(locale)).knowledge as { fromTicket: TextTree };
  const word = (texts: TextTree | string | undefined, key: string) => {
    const text = typeof texts === "object" ? texts[key] : undefined;
    if (typeof text !== "string") throw new Error(`knowledge:fromTicket has no ${key}`);
    return text;
  };
  const kind = (key: string) => word(fromTicket.kind, key);
  return {
    client: kind("client"),
    person: kind("person"),
    email: kind("email"),
    telephone: kind("telephone"),
    host: kind("host"),
    address: kind("address"),
    order: kind("order"),
    problem: word(fromTicket, "problem"),
    done: word(fromTicket, "done"),
    solution: word(fromTicket, "solution"),
    check: word(fromTicket, "check"),
  };
}
