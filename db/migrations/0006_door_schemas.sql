CREATE TABLE `door_schemas` (
	`source_id` int NOT NULL,
	`hash` varbinary(32) NOT NULL,
	`series` int NOT NULL,
	`changed_at` datetime(3) NOT NULL,
	CONSTRAINT `door_schemas_source_id` PRIMARY KEY(`source_id`)
);
--> statement-breakpoint
ALTER TABLE `door_schemas` ADD CONSTRAINT `door_schemas_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;