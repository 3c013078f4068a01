import type { Words } from "../words/words.ts";

/** Fewer than this are counted: somebody may want to hurry. */
const FEW = 8;

/** Stock as a shopper asks for it: none, the last few, enough. */
export function StockWords({ stock, words }: { stock: number; words: Words["catalogue"] }) {
  if (stock <= 0) return <p className="stock stock-none">{words.stock.none}</p>;
  if (stock < FEW) return <p className="stock stock-few">{words.stock.few(stock)}</p>;
  return <p className="stock stock-some">{words.stock.some}</p>;
}
