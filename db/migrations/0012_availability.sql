CREATE TABLE `contests` (
	`id` int AUTO_INCREMENT NOT NULL,
	`service_id` int NOT NULL,
	`from_ms` bigint NOT NULL,
	`to_ms` bigint NOT NULL,
	`text` text NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`answer` text,
	`answered_by_id` varchar(36),
	`answered_by_name` varchar(190),
	`answered_at` datetime(3),
	CONSTRAINT `contests_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `maintenance_windows` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`title` varchar(190) NOT NULL,
	`from_ms` bigint NOT NULL,
	`to_ms` bigint,
	`approved_at_ms` bigint,
	`cancelled_at_ms` bigint,
	CONSTRAINT `maintenance_windows_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `reclassifications` (
	`id` int AUTO_INCREMENT NOT NULL,
	`service_id` int NOT NULL,
	`from_ms` bigint NOT NULL,
	`to_ms` bigint NOT NULL,
	`verdict` enum('up','degraded','down','maintenance','unapproved_maintenance','unmonitored') NOT NULL,
	`reason` text NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `reclassifications_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `service_parts` (
	`id` int AUTO_INCREMENT NOT NULL,
	`service_id` int NOT NULL,
	`check_id` int,
	`machine_id` int,
	CONSTRAINT `service_parts_id` PRIMARY KEY(`id`),
	CONSTRAINT `service_check` UNIQUE(`service_id`,`check_id`),
	CONSTRAINT `service_machine` UNIQUE(`service_id`,`machine_id`)
);
--> statement-breakpoint
CREATE TABLE `services` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`slug` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(120) NOT NULL,
	`quorum` int NOT NULL DEFAULT 1,
	`promised_ratio` decimal(8,6) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `services_id` PRIMARY KEY(`id`),
	CONSTRAINT `service_slug` UNIQUE(`project_id`,`slug`)
);
--> statement-breakpoint
ALTER TABLE `contests` ADD CONSTRAINT `contests_service_id_services_id_fk` FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `maintenance_windows` ADD CONSTRAINT `maintenance_windows_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `reclassifications` ADD CONSTRAINT `reclassifications_service_id_services_id_fk` FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `service_parts` ADD CONSTRAINT `service_parts_service_id_services_id_fk` FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `service_parts` ADD CONSTRAINT `service_parts_check_id_checks_id_fk` FOREIGN KEY (`check_id`) REFERENCES `checks`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `service_parts` ADD CONSTRAINT `service_parts_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `services` ADD CONSTRAINT `services_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `contest_service` ON `contests` (`service_id`,`from_ms`);--> statement-breakpoint
CREATE INDEX `maintenance_project` ON `maintenance_windows` (`project_id`,`from_ms`);--> statement-breakpoint
CREATE INDEX `reclassification_service` ON `reclassifications` (`service_id`,`from_ms`);