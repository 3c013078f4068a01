-- The tail is one of two tables that change names (db/metrics/tails.server.ts), and holds what is not sealed yet: it needs
-- no days. Copies the table; what it held is sealed at the next start.
ALTER TABLE `metric_tail` REMOVE PARTITIONING;
