-- Of the partitioned tables only the first partition, long past, is made here: the store makes days and months when a row
-- needs them, and a week ahead (db/metrics/partitions.server.ts). No MAXVALUE: it would stop partitions being added.
CREATE TABLE `metric_chunks` (
	`t0` bigint NOT NULL,
	`source_id` int NOT NULL,
	`schema_id` int NOT NULL,
	`part` int NOT NULL,
	`snapshots` int NOT NULL,
	`packed` mediumblob NOT NULL,
	CONSTRAINT `metric_chunks_t0_source_id_schema_id_part_pk` PRIMARY KEY(`t0`,`source_id`,`schema_id`,`part`)
) PARTITION BY RANGE COLUMNS(`t0`) (PARTITION `p20250101` VALUES LESS THAN (1735776000000));
--> statement-breakpoint
CREATE TABLE `metric_progress` (
	`level` varchar(40) NOT NULL,
	`until` bigint NOT NULL,
	CONSTRAINT `metric_progress_level` PRIMARY KEY(`level`)
);
--> statement-breakpoint
CREATE TABLE `metric_rollups_1h` (
	`t0` bigint NOT NULL,
	`source_id` int NOT NULL,
	`schema_id` int NOT NULL,
	`packed` mediumblob NOT NULL,
	CONSTRAINT `metric_rollups_1h_t0_source_id_schema_id_pk` PRIMARY KEY(`t0`,`source_id`,`schema_id`)
) PARTITION BY RANGE COLUMNS(`t0`) (PARTITION `p20250101` VALUES LESS THAN (1738368000000));
--> statement-breakpoint
CREATE TABLE `metric_rollups_5m` (
	`t0` bigint NOT NULL,
	`source_id` int NOT NULL,
	`schema_id` int NOT NULL,
	`packed` mediumblob NOT NULL,
	CONSTRAINT `metric_rollups_5m_t0_source_id_schema_id_pk` PRIMARY KEY(`t0`,`source_id`,`schema_id`)
) PARTITION BY RANGE COLUMNS(`t0`) (PARTITION `p20250101` VALUES LESS THAN (1738368000000));
--> statement-breakpoint
CREATE TABLE `metric_tail_sealing` (
	`source_id` int NOT NULL,
	`at` bigint NOT NULL,
	`schema_id` int NOT NULL,
	`packed` varbinary(8192) NOT NULL,
	CONSTRAINT `metric_tail_sealing_source_id_at_pk` PRIMARY KEY(`source_id`,`at`)
);
--> statement-breakpoint
ALTER TABLE `source_seen` ADD `newest_at` bigint;
--> statement-breakpoint
-- Where the newest snapshot of each source lies; the primary key of the tail finds it without a scan.
UPDATE `source_seen` SET `newest_at` = (SELECT MAX(`at`) FROM `metric_tail` WHERE `metric_tail`.`source_id` = `source_seen`.`source_id`);
