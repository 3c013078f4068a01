import type { Pool, RowDataPacket } from "mysql2/promise";

/** What must be empty whatever happened: each query gives what is wrong. */
const WRONGS: Readonly<Record<string, string>> = {
  "an order without lines":
    "SELECT number FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_lines WHERE order_id = o.id)",
  "an order whose lines do not add up":
    "SELECT o.number, o.total_cents AS total FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY o.id HAVING SUM(l.net_cents + l.vat_cents) <> total",
  "an order that cannot be paid":
    "SELECT number FROM orders o WHERE NOT EXISTS (SELECT 1 FROM payments WHERE order_id = o.id)",
  "an order paid twice": "SELECT order_id FROM payments WHERE state = 'paid' GROUP BY order_id HAVING COUNT(*) > 1",
  "money taken and not noted":
    "SELECT t.reference FROM test_payments t LEFT JOIN payments p ON p.provider_ref = t.reference WHERE t.state = 'succeeded' AND COALESCE(p.state, '') NOT IN ('paid', 'refund_due', 'refunded')",
  "a payment noted that nobody made":
    "SELECT p.provider_ref FROM payments p LEFT JOIN test_payments t ON t.reference = p.provider_ref WHERE p.state = 'paid' AND COALESCE(t.state, '') <> 'succeeded'",
  "a paid order that nobody follows":
    "SELECT number FROM orders o WHERE paid_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workflow_instances WHERE order_id = o.id)",
  "an order followed that is not paid":
    "SELECT order_id FROM workflow_instances w JOIN orders o ON o.id = w.order_id WHERE o.paid_at IS NULL",
  "a paid order that was not confirmed once":
    "SELECT number FROM orders o WHERE paid_at IS NOT NULL AND (SELECT COUNT(*) FROM outbox WHERE order_id = o.id AND subject LIKE CONCAT('%', o.number, '%confirm%')) <> 1",
  "a paid order with a payment that is not":
    "SELECT number FROM orders o WHERE paid_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payments WHERE order_id = o.id AND state IN ('paid', 'refund_due', 'refunded'))",
  "a slot with more cars than fit":
    "SELECT c.slug, c.capacity_per_slot AS capacity FROM orders o JOIN centres c ON c.id = o.centre_id WHERE o.status NOT IN ('cancelled', 'refunded') GROUP BY c.id, o.slot_at HAVING COUNT(*) > capacity",
};

/** What the shop's books say that cannot be, in words with an example; nothing where all is whole. */
export async function wrongsIn(
  pool: Pool,
  { productId, stock }: { productId: number; stock: number },
): Promise<string[]> {
  const found: string[] = [];
  for (const [wrong, query] of Object.entries(WRONGS)) {
    const [rows] = await pool.query<RowDataPacket[]>(query);
    const [first] = rows;
    if (first) found.push(`${rows.length} × ${wrong}: ${Object.values(first)[0]}`);
  }
  const [[row]] = await pool.query<RowDataPacket[]>(
    `SELECT p.stock + COALESCE((SELECT SUM(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE l.product_id = p.id AND o.status NOT IN ('cancelled', 'refunded')), 0) AS held FROM products p WHERE p.id = ?`,
    [productId],
  );
  if (Number(row?.held) !== stock) found.push(`${stock} tyres became ${row?.held}`);
  return found;
}

/** Whether the provider has told all that it has to tell. */
export async function allIsTold(pool: Pool): Promise<boolean> {
  const [[row]] = await pool.query<RowDataPacket[]>(
    "SELECT COUNT(*) AS waiting FROM test_payments WHERE tell_at IS NOT NULL",
  );
  return Number(row?.waiting) === 0;
}
