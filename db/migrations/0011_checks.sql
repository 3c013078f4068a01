CREATE TABLE `check_runs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`check_id` int NOT NULL,
	`at` bigint NOT NULL,
	`duration_ms` int NOT NULL,
	`outcome` enum('ok','slow','failed','blind') NOT NULL,
	`reason` varchar(60),
	`timings` json NOT NULL,
	`evidence` json NOT NULL,
	CONSTRAINT `check_runs_id` PRIMARY KEY(`id`),
	CONSTRAINT `check_run_once` UNIQUE(`check_id`,`at`)
);
--> statement-breakpoint
CREATE TABLE `check_states` (
	`id` int AUTO_INCREMENT NOT NULL,
	`check_id` int NOT NULL,
	`at` bigint NOT NULL,
	`state` enum('up','degraded','down','unmonitored') NOT NULL,
	`reason` varchar(60),
	`run_id` int,
	CONSTRAINT `check_states_id` PRIMARY KEY(`id`),
	CONSTRAINT `check_state_at` UNIQUE(`check_id`,`at`)
);
--> statement-breakpoint
CREATE TABLE `checks` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`name` varchar(120) NOT NULL,
	`kind` enum('http','tcp','journey') NOT NULL,
	`target` json NOT NULL,
	`interval_seconds` int NOT NULL,
	`timeout_ms` int NOT NULL,
	`decides` boolean NOT NULL,
	`source_id` int,
	`internal_host` varchar(253),
	`internal_port` int,
	`internal_allowed_by` varchar(36),
	`enabled` boolean NOT NULL,
	`run_asked_at` bigint,
	`version` int NOT NULL DEFAULT 1,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `checks_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `check_runs` ADD CONSTRAINT `check_runs_check_id_checks_id_fk` FOREIGN KEY (`check_id`) REFERENCES `checks`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `check_states` ADD CONSTRAINT `check_states_check_id_checks_id_fk` FOREIGN KEY (`check_id`) REFERENCES `checks`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `check_states` ADD CONSTRAINT `check_states_run_id_check_runs_id_fk` FOREIGN KEY (`run_id`) REFERENCES `check_runs`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `checks` ADD CONSTRAINT `checks_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `checks` ADD CONSTRAINT `checks_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `check_project` ON `checks` (`project_id`);--> statement-breakpoint
CREATE INDEX `check_source` ON `checks` (`source_id`);