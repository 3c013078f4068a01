CREATE TABLE `dropped_samples` (
	`source_id` int NOT NULL,
	`from_at` bigint NOT NULL,
	`to_at` bigint NOT NULL,
	`samples` int NOT NULL,
	`told_at` datetime(3) NOT NULL,
	CONSTRAINT `dropped_samples_source_id_from_at_pk` PRIMARY KEY(`source_id`,`from_at`)
);
--> statement-breakpoint
ALTER TABLE `dropped_samples` ADD CONSTRAINT `dropped_samples_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;