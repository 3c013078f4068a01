import { TICKET_LIMITS } from "../ticket.ts";

/** More than that sort nothing any more. */
export const MOST_TAGS = 12;

/** Words between commas, in small letters, each once. */
export function tagsSaid(text: string): string[] {
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  return [...new Set(words.filter(Boolean))];
}

export function isTag(text: string): boolean {
  return text.length > 0 && text.length <= TICKET_LIMITS.tag && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(text);
}
