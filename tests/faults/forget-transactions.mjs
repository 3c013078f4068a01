/**
 * The planted fault of checkout-kill.test.ts, loaded before the shop: no statement opens or ends a transaction, so that each one
 * stands by itself.
 */
import mysql from "mysql2";

const { query } = mysql.Connection.prototype;
const OF_TRANSACTIONS = /^\s*(begin|start transaction|commit|rollback|set transaction)/i;

mysql.Connection.prototype.query = function unbound(asked, ...rest) {
  const sql = typeof asked === "string" ? asked : asked.sql;
  if (!OF_TRANSACTIONS.test(sql)) return query.call(this, asked, ...rest);
  return query.call(this, typeof asked === "string" ? "select 1" : { ...asked, sql: "select 1" }, ...rest);
};
