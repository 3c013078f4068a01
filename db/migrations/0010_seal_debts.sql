CREATE TABLE `metric_groups_owed` (
	`hour` bigint NOT NULL,
	`changes` int NOT NULL,
	CONSTRAINT `metric_groups_owed_hour` PRIMARY KEY(`hour`)
);
--> statement-breakpoint
ALTER TABLE `metric_schemas` ADD `unused_since` datetime(3);--> statement-breakpoint
CREATE INDEX `metric_chunks_schema_id` ON `metric_chunks` (`schema_id`);--> statement-breakpoint
CREATE INDEX `metric_rollups_1h_schema_id` ON `metric_rollups_1h` (`schema_id`);--> statement-breakpoint
CREATE INDEX `metric_rollups_5m_schema_id` ON `metric_rollups_5m` (`schema_id`);