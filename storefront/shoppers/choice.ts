import { Gave } from "./visitor.ts";

/** One of a list, each as likely. Throws Gave where there is nothing: the shopper leaves. */
export function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Gave("nothing to choose from");
  return chosen;
}
