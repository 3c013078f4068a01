CREATE TABLE `backup_checks` (
	`id` int AUTO_INCREMENT NOT NULL,
	`job_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`state` enum('succeeded','failed') NOT NULL,
	`method` varchar(190) NOT NULL,
	`duration_ms` bigint,
	`log` mediumtext,
	`told_at` datetime(3) NOT NULL,
	CONSTRAINT `backup_checks_id` PRIMARY KEY(`id`),
	CONSTRAINT `backup_check_at` UNIQUE(`job_id`,`at`)
);
--> statement-breakpoint
CREATE TABLE `backup_exemptions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`machine_id` int NOT NULL,
	`database_name` varchar(190),
	`reason` text NOT NULL,
	`accepted_by_id` varchar(36),
	`accepted_by_name` varchar(190) NOT NULL,
	`accepted_at` datetime(3) NOT NULL,
	`until_on` date NOT NULL,
	`withdrawn_at` datetime(3),
	CONSTRAINT `backup_exemptions_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `backup_jobs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`slug` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(190) NOT NULL,
	`tool` enum('restic','borg','mariabackup','mysqldump','script') NOT NULL,
	`source_id` int,
	`machine_id` int,
	`database_name` varchar(190),
	`application_id` int,
	`schedule` varchar(190),
	`grace_seconds` int NOT NULL DEFAULT 3600,
	`longest_seconds` int NOT NULL DEFAULT 21600,
	`check_days` int NOT NULL DEFAULT 35,
	`restore_days` int NOT NULL DEFAULT 92,
	`created_at` datetime(3) NOT NULL,
	`watched_from` datetime(3) NOT NULL,
	`retired_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `backup_jobs_id` PRIMARY KEY(`id`),
	CONSTRAINT `backup_job_slug` UNIQUE(`project_id`,`slug`)
);
--> statement-breakpoint
CREATE TABLE `backup_keys` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`key_hash` varbinary(32) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	`last_used_at` datetime(3),
	`revoked_at` datetime(3),
	CONSTRAINT `backup_keys_id` PRIMARY KEY(`id`),
	CONSTRAINT `backup_key_hash` UNIQUE(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `backup_runs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`job_id` int NOT NULL,
	`run_key` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`state` enum('running','succeeded','failed') NOT NULL,
	`started_at` datetime(3),
	`ended_at` datetime(3),
	`exit_code` int,
	`bytes` bigint,
	`added_bytes` bigint,
	`stored_bytes` bigint,
	`files` bigint,
	`log` mediumtext,
	`told_at` datetime(3) NOT NULL,
	CONSTRAINT `backup_runs_id` PRIMARY KEY(`id`),
	CONSTRAINT `backup_run_key` UNIQUE(`job_id`,`run_key`)
);
--> statement-breakpoint
CREATE TABLE `recovery_terms` (
	`id` int AUTO_INCREMENT NOT NULL,
	`application_id` int NOT NULL,
	`effective_on` date NOT NULL,
	`point_seconds` int NOT NULL,
	`time_seconds` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	CONSTRAINT `recovery_terms_id` PRIMARY KEY(`id`),
	CONSTRAINT `recovery_terms_effect` UNIQUE(`application_id`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `restore_tests` (
	`id` int AUTO_INCREMENT NOT NULL,
	`job_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`state` enum('succeeded','failed') NOT NULL,
	`duration_ms` bigint NOT NULL,
	`point_at` datetime(3),
	`bytes` bigint,
	`files` bigint,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`evidence` text NOT NULL,
	`attachment_id` int,
	`told_at` datetime(3) NOT NULL,
	CONSTRAINT `restore_tests_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `capacity_actions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`subject` enum('machine','pair','application','project') NOT NULL,
	`subject_id` int NOT NULL,
	`resource` varchar(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`forecast_id` int,
	`title` varchar(190) NOT NULL,
	`detail` text NOT NULL,
	`new_limit_value` double,
	`frees_value` double,
	`owner_id` varchar(36),
	`owner_name` varchar(190) NOT NULL DEFAULT '',
	`lead_days` int NOT NULL,
	`cost_monthly` decimal(12,2),
	`cost_once` decimal(12,2),
	`currency` varchar(3) NOT NULL DEFAULT 'EUR',
	`state` enum('proposed','agreed','planned','done','dropped') NOT NULL,
	`due_on` date,
	`intervention_id` int,
	`answered_by_name` varchar(190),
	`answered_at` datetime(3),
	`answer_text` text,
	`done_at` datetime(3),
	`outcome` json,
	`created_at` datetime(3) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `capacity_actions_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `capacity_events` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`title` varchar(190) NOT NULL,
	`starts_on` date NOT NULL,
	`ends_on` date NOT NULL,
	`multiplier` double NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`withdrawn_at` datetime(3),
	`outcome` json,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `capacity_events_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `capacity_settings` (
	`project_id` int NOT NULL,
	`stance` enum('conservative','expected') NOT NULL DEFAULT 'conservative',
	`lead_days` int NOT NULL DEFAULT 14,
	`counts_pairs` boolean NOT NULL DEFAULT true,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `capacity_settings_project_id` PRIMARY KEY(`project_id`)
);
--> statement-breakpoint
CREATE TABLE `forecasts` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`subject` enum('machine','pair','application','project') NOT NULL,
	`subject_id` int NOT NULL,
	`resource` varchar(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`made_on` date NOT NULL,
	`made_at` datetime(3) NOT NULL,
	`answer` enum('forecast','not_filling','over','too_little_history') NOT NULL,
	`current_value` double,
	`limit_value` double,
	`early_on` date,
	`likely_on` date,
	`late_on` date,
	`history_days` int NOT NULL,
	`days` json NOT NULL,
	CONSTRAINT `forecasts_id` PRIMARY KEY(`id`),
	CONSTRAINT `forecast_made` UNIQUE(`subject`,`subject_id`,`resource`,`made_on`)
);
--> statement-breakpoint
CREATE TABLE `meter_prices` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`application_id` int,
	`meter` enum('bandwidth_p95','traffic','vcpu_hours','memory_hours','disk_hours','database_storage','backup_storage','fixed') NOT NULL,
	`label` varchar(120) NOT NULL DEFAULT '',
	`effective_on` date NOT NULL,
	`included` decimal(18,4) NOT NULL DEFAULT 0,
	`price` decimal(14,6) NOT NULL,
	`currency` varchar(3) NOT NULL DEFAULT 'EUR',
	`rule` enum('in','out','sum','greater') NOT NULL DEFAULT 'greater',
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	`withdrawn_at` datetime(3),
	CONSTRAINT `meter_prices_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `transfer_quotas` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`effective_on` date NOT NULL,
	`gigabytes` decimal(14,3) NOT NULL,
	`rule` enum('in','out','sum','greater') NOT NULL DEFAULT 'out',
	`megabits_per_second` int,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	CONSTRAINT `transfer_quotas_id` PRIMARY KEY(`id`),
	CONSTRAINT `transfer_quota_effect` UNIQUE(`project_id`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `report_editions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`report_id` int NOT NULL,
	`edition` int NOT NULL,
	`reason` text NOT NULL,
	`content` mediumtext NOT NULL,
	`content_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`html` mediumtext NOT NULL,
	`pdf` mediumblob NOT NULL,
	`pdf_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`pages` int NOT NULL,
	`words` mediumtext NOT NULL,
	`published_by_id` varchar(36),
	`published_by_name` varchar(190) NOT NULL,
	`published_at` datetime(3) NOT NULL,
	CONSTRAINT `report_editions_id` PRIMARY KEY(`id`),
	CONSTRAINT `report_edition` UNIQUE(`report_id`,`edition`)
);
--> statement-breakpoint
CREATE TABLE `report_entries` (
	`id` int AUTO_INCREMENT NOT NULL,
	`report_id` int NOT NULL,
	`kind` enum('drafted','redrafted','edited','submitted','returned','sent','commented','validated','published','erratum','read') NOT NULL,
	`section` varchar(40),
	`text` text NOT NULL,
	`is_internal` boolean NOT NULL DEFAULT false,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `report_entries_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `report_sections` (
	`id` int AUTO_INCREMENT NOT NULL,
	`report_id` int NOT NULL,
	`name` varchar(40) NOT NULL,
	`data` mediumtext NOT NULL,
	`data_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`measured_at` datetime(3) NOT NULL,
	`text` text,
	`figures` json,
	`edited_by` varchar(190),
	`edited_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `report_sections_id` PRIMARY KEY(`id`),
	CONSTRAINT `report_section_name` UNIQUE(`report_id`,`name`)
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`month` varchar(7) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`number` int NOT NULL,
	`state` enum('draft','review','client','validated','published') NOT NULL,
	`locale` varchar(5) NOT NULL DEFAULT 'fr',
	`outline` json NOT NULL,
	`drafted_at` datetime(3) NOT NULL,
	`published_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `reports_id` PRIMARY KEY(`id`),
	CONSTRAINT `report_month` UNIQUE(`project_id`,`month`),
	CONSTRAINT `report_number` UNIQUE(`project_id`,`number`)
);
--> statement-breakpoint
ALTER TABLE `backup_checks` ADD CONSTRAINT `backup_checks_job_id_backup_jobs_id_fk` FOREIGN KEY (`job_id`) REFERENCES `backup_jobs`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_exemptions` ADD CONSTRAINT `backup_exemptions_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_exemptions` ADD CONSTRAINT `backup_exemptions_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_jobs` ADD CONSTRAINT `backup_jobs_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_jobs` ADD CONSTRAINT `backup_jobs_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_jobs` ADD CONSTRAINT `backup_jobs_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_jobs` ADD CONSTRAINT `backup_jobs_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_keys` ADD CONSTRAINT `backup_keys_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `backup_runs` ADD CONSTRAINT `backup_runs_job_id_backup_jobs_id_fk` FOREIGN KEY (`job_id`) REFERENCES `backup_jobs`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recovery_terms` ADD CONSTRAINT `recovery_terms_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `restore_tests` ADD CONSTRAINT `restore_tests_job_id_backup_jobs_id_fk` FOREIGN KEY (`job_id`) REFERENCES `backup_jobs`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `restore_tests` ADD CONSTRAINT `restore_tests_attachment_id_attachments_id_fk` FOREIGN KEY (`attachment_id`) REFERENCES `attachments`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `capacity_actions` ADD CONSTRAINT `capacity_actions_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `capacity_actions` ADD CONSTRAINT `capacity_actions_forecast_id_forecasts_id_fk` FOREIGN KEY (`forecast_id`) REFERENCES `forecasts`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `capacity_actions` ADD CONSTRAINT `capacity_actions_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `capacity_events` ADD CONSTRAINT `capacity_events_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `capacity_settings` ADD CONSTRAINT `capacity_settings_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `forecasts` ADD CONSTRAINT `forecasts_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `meter_prices` ADD CONSTRAINT `meter_prices_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `meter_prices` ADD CONSTRAINT `meter_prices_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `transfer_quotas` ADD CONSTRAINT `transfer_quotas_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `report_editions` ADD CONSTRAINT `report_editions_report_id_reports_id_fk` FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `report_entries` ADD CONSTRAINT `report_entries_report_id_reports_id_fk` FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `report_sections` ADD CONSTRAINT `report_sections_report_id_reports_id_fk` FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `reports` ADD CONSTRAINT `reports_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `backup_exemption_project` ON `backup_exemptions` (`project_id`);--> statement-breakpoint
CREATE INDEX `backup_key_project` ON `backup_keys` (`project_id`);--> statement-breakpoint
CREATE INDEX `backup_run_time` ON `backup_runs` (`job_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `backup_run_end` ON `backup_runs` (`job_id`,`state`,`ended_at`);--> statement-breakpoint
CREATE INDEX `restore_test_job` ON `restore_tests` (`job_id`,`at`);--> statement-breakpoint
CREATE INDEX `capacity_action_project` ON `capacity_actions` (`project_id`,`state`);--> statement-breakpoint
CREATE INDEX `capacity_event_project` ON `capacity_events` (`project_id`,`starts_on`);--> statement-breakpoint
CREATE INDEX `forecast_project` ON `forecasts` (`project_id`,`made_on`);--> statement-breakpoint
CREATE INDEX `meter_price_effect` ON `meter_prices` (`project_id`,`meter`,`effective_on`);--> statement-breakpoint
CREATE INDEX `report_entry_report` ON `report_entries` (`report_id`,`at`);