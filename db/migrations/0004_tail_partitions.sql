-- Daily partitions of the metric tail. Only the first, long past, is made here: the store makes a day when a row
-- needs it, and a week ahead (db/metrics/tail-partitions.server.ts). No MAXVALUE: it would stop days being added.
ALTER TABLE `metric_tail` PARTITION BY RANGE COLUMNS(`at`) (PARTITION `p20261101` VALUES LESS THAN (1793577600000));
