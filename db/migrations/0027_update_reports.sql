CREATE TABLE `update_reports` (
	`id` int AUTO_INCREMENT NOT NULL,
	`source_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`told_at` datetime(3) NOT NULL,
	`manager` enum('apt','dnf') NOT NULL,
	`os_id` varchar(40) NOT NULL,
	`os_version` varchar(40) NOT NULL,
	`lists_at` datetime(3),
	`total` int NOT NULL,
	`security` int NOT NULL,
	`packages` json NOT NULL,
	`hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	CONSTRAINT `update_reports_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `update_reports` ADD CONSTRAINT `update_reports_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `update_report_source` ON `update_reports` (`source_id`,`at`);