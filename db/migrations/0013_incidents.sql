CREATE TABLE `incident_entries` (
	`id` int AUTO_INCREMENT NOT NULL,
	`incident_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`kind` enum('opened','again','recovered','update','note','closed') NOT NULL,
	`text` text,
	`author_id` varchar(36),
	`author_name` varchar(190),
	`is_public` boolean NOT NULL,
	CONSTRAINT `incident_entries_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`title` varchar(160) NOT NULL,
	`impact` enum('down','degraded') NOT NULL,
	`started_at` datetime(3) NOT NULL,
	`recovered_at` datetime(3),
	`closed_at` datetime(3),
	`cause` text,
	`summary` text,
	`check_id` int,
	`told_state_id` int,
	`version` int NOT NULL DEFAULT 1,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `incidents_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `incident_entries` ADD CONSTRAINT `incident_entries_incident_id_incidents_id_fk` FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `incidents` ADD CONSTRAINT `incidents_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `incidents` ADD CONSTRAINT `incidents_check_id_checks_id_fk` FOREIGN KEY (`check_id`) REFERENCES `checks`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `incidents` ADD CONSTRAINT `incidents_told_state_id_check_states_id_fk` FOREIGN KEY (`told_state_id`) REFERENCES `check_states`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `incident_entry_order` ON `incident_entries` (`incident_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `incident_project` ON `incidents` (`project_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `incident_check` ON `incidents` (`check_id`);