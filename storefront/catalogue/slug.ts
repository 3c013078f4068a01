/** What an address is made of: "Brisance", "Zéphyr 2", "205/55 R16 91V" give "brisance-zephyr-2-205-55-r16-91v". */
export function slugOf(...words: readonly string[]): string {
  return folded(words.join(" "))
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Lower case without accents, for comparing what people type. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
