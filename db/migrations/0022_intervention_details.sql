CREATE TABLE `intervention_feeds` (
	`project_id` int NOT NULL,
	`feed_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`renewed_at` datetime(3) NOT NULL,
	`renewed_by_name` varchar(190) NOT NULL,
	CONSTRAINT `intervention_feeds_project_id` PRIMARY KEY(`project_id`)
);
--> statement-breakpoint
ALTER TABLE `intervention_entries` MODIFY COLUMN `kind` enum('planned','changed','submitted','reminded','delegated','agreed','refused','announced','started','step','done','rolled_back','cancelled','note','compared') NOT NULL;--> statement-breakpoint
ALTER TABLE `intervention_approvers` ADD `removed_at` datetime(3);--> statement-breakpoint
ALTER TABLE `intervention_templates` ADD `author_id` varchar(36);--> statement-breakpoint
ALTER TABLE `intervention_templates` ADD `author_name` varchar(190) DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `intervention_templates` ADD `retired_at` datetime(3);--> statement-breakpoint
ALTER TABLE `interventions` ADD `reminded_at` datetime(3);--> statement-breakpoint
ALTER TABLE `intervention_feeds` ADD CONSTRAINT `intervention_feeds_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;