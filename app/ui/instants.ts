/** Instants cross from loader to page as ISO strings; this is the one place that reads them. Epoch milliseconds. */
export function parseInstant(iso: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new Error(`not an instant: ${iso}`);
  return at;
}

export function parseOptionalInstant(iso: string | null | undefined): number | null {
  return iso ? parseInstant(iso) : null;
}
