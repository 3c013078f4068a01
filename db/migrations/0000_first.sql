CREATE TABLE `audit_entries` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`at` datetime(3) NOT NULL,
	`actor_id` varchar(36),
	`actor_name` varchar(190) NOT NULL,
	`action` varchar(80) NOT NULL,
	`subject_type` varchar(40) NOT NULL,
	`subject_id` varchar(60) NOT NULL,
	`subject_name` varchar(190) NOT NULL DEFAULT '',
	`client_id` int,
	`project_id` int,
	`address` varchar(64),
	`detail` json NOT NULL,
	CONSTRAINT `audit_entries_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `clients` (
	`id` int AUTO_INCREMENT NOT NULL,
	`slug` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`retired_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `clients_id` PRIMARY KEY(`id`),
	CONSTRAINT `clients_slug_unique` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `providers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name` varchar(190) NOT NULL,
	`emergency_telephone` varchar(40),
	`email` varchar(190),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `providers_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`at` datetime(3) NOT NULL,
	`type` varchar(80) NOT NULL,
	`client_id` int,
	`project_id` int,
	`actor_id` varchar(36),
	`data` json NOT NULL,
	CONSTRAINT `events_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `account` (
	`id` varchar(36) NOT NULL,
	`account_id` varchar(190) NOT NULL,
	`provider_id` varchar(190) NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` datetime(3),
	`refresh_token_expires_at` datetime(3),
	`scope` text,
	`password` text,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `account_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` int AUTO_INCREMENT NOT NULL,
	`email` varchar(190) NOT NULL,
	`name` varchar(190) NOT NULL DEFAULT '',
	`locale` varchar(5),
	`role` enum('admin','project_manager','support','client_admin','approver','viewer') NOT NULL,
	`client_id` int,
	`project_id` int,
	`token_hash` varchar(64) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	`expires_at` datetime(3) NOT NULL,
	`accepted_at` datetime(3),
	`withdrawn_at` datetime(3),
	CONSTRAINT `invitations_id` PRIMARY KEY(`id`),
	CONSTRAINT `invitations_token_hash_unique` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`role` enum('admin','project_manager','support','client_admin','approver','viewer') NOT NULL,
	`client_id` int,
	`project_id` int,
	`scope` varchar(40) NOT NULL,
	`granted_at` datetime(3) NOT NULL,
	`granted_by` varchar(36),
	CONSTRAINT `memberships_id` PRIMARY KEY(`id`),
	CONSTRAINT `membership_once` UNIQUE(`user_id`,`role`,`scope`)
);
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` varchar(36) NOT NULL,
	`name` varchar(190),
	`public_key` text NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`credential_id` varchar(500) NOT NULL,
	`counter` int NOT NULL,
	`device_type` varchar(32) NOT NULL,
	`backed_up` boolean NOT NULL,
	`transports` varchar(190),
	`created_at` datetime(3),
	`aaguid` varchar(64),
	CONSTRAINT `passkey_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `project_visits` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`project_id` int NOT NULL,
	`started_at` datetime(3) NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	`previous_seen_at` datetime(3),
	CONSTRAINT `project_visits_id` PRIMARY KEY(`id`),
	CONSTRAINT `visit_once` UNIQUE(`user_id`,`project_id`)
);
--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` varchar(36) NOT NULL,
	`key` varchar(190) NOT NULL,
	`count` int NOT NULL,
	`last_request` bigint NOT NULL,
	CONSTRAINT `rate_limit_id` PRIMARY KEY(`id`),
	CONSTRAINT `rate_limit_key_unique` UNIQUE(`key`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` varchar(36) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`token` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`ip_address` varchar(64),
	`user_agent` text,
	`user_id` varchar(36) NOT NULL,
	CONSTRAINT `session_id` PRIMARY KEY(`id`),
	CONSTRAINT `session_token_unique` UNIQUE(`token`)
);
--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`email` varchar(190) NOT NULL,
	`failures` int NOT NULL,
	`last_at` datetime(3) NOT NULL,
	`locked_until` datetime(3),
	CONSTRAINT `sign_in_failures_email` PRIMARY KEY(`email`)
);
--> statement-breakpoint
CREATE TABLE `sso_provider` (
	`id` varchar(36) NOT NULL,
	`issuer` varchar(500) NOT NULL,
	`oidc_config` text,
	`saml_config` text,
	`user_id` varchar(36),
	`provider_id` varchar(190) NOT NULL,
	`organization_id` varchar(36),
	`domain` varchar(190) NOT NULL,
	CONSTRAINT `sso_provider_id` PRIMARY KEY(`id`),
	CONSTRAINT `sso_provider_provider_id_unique` UNIQUE(`provider_id`)
);
--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` varchar(36) NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`verified` boolean DEFAULT true,
	`failed_verification_count` int DEFAULT 0,
	`locked_until` datetime(3),
	CONSTRAINT `two_factor_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` varchar(36) NOT NULL,
	`name` varchar(190) NOT NULL,
	`email` varchar(190) NOT NULL,
	`email_verified` boolean NOT NULL DEFAULT false,
	`image` text,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`two_factor_enabled` boolean DEFAULT false,
	`locale` varchar(5),
	`theme` varchar(5),
	`telephone` varchar(40),
	`demo` boolean NOT NULL DEFAULT false,
	CONSTRAINT `user_id` PRIMARY KEY(`id`),
	CONSTRAINT `user_email_unique` UNIQUE(`email`)
);
--> statement-breakpoint
CREATE TABLE `verification` (
	`id` varchar(36) NOT NULL,
	`identifier` varchar(190) NOT NULL,
	`value` text NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `verification_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name` varchar(80) NOT NULL,
	`slot` varchar(40) NOT NULL,
	`worker` varchar(60) NOT NULL,
	`lease_until` datetime(3) NOT NULL,
	`started_at` datetime(3) NOT NULL,
	`finished_at` datetime(3),
	`last_error` varchar(500),
	CONSTRAINT `jobs_id` PRIMARY KEY(`id`),
	CONSTRAINT `job_slot` UNIQUE(`name`,`slot`)
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` varchar(60) NOT NULL,
	`holder` varchar(60) NOT NULL,
	`until` datetime(3) NOT NULL,
	CONSTRAINT `leases_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `machine_parents` (
	`machine_id` int NOT NULL,
	`parent_id` int NOT NULL,
	CONSTRAINT `machine_parents_machine_id_parent_id_pk` PRIMARY KEY(`machine_id`,`parent_id`)
);
--> statement-breakpoint
CREATE TABLE `machine_roles` (
	`slug` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name_fr` varchar(80) NOT NULL,
	`name_en` varchar(80) NOT NULL,
	`name_es` varchar(80) NOT NULL,
	`tier_order` int NOT NULL,
	CONSTRAINT `machine_roles_slug` PRIMARY KEY(`slug`)
);
--> statement-breakpoint
CREATE TABLE `machine_state_changes` (
	`id` int AUTO_INCREMENT NOT NULL,
	`machine_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`state` enum('ok','warn','crit','mute','never') NOT NULL,
	`finding` json,
	CONSTRAINT `machine_state_changes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `machines` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`application_id` int,
	`name` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`role` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`position` varchar(80) NOT NULL DEFAULT '',
	`contracted_cpu_ghz` decimal(10,2),
	`contracted_memory_bytes` bigint,
	`contracted_disk_bytes` bigint,
	`contracted_bandwidth_bits` bigint,
	`addresses` json NOT NULL,
	`site` varchar(120) NOT NULL DEFAULT '',
	`console_url` varchar(500),
	`tags` json NOT NULL,
	`simulated` boolean NOT NULL DEFAULT false,
	`created_at` datetime(3) NOT NULL,
	`retired_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `machines_id` PRIMARY KEY(`id`),
	CONSTRAINT `machine_name` UNIQUE(`project_id`,`name`)
);
--> statement-breakpoint
CREATE TABLE `metric_schemas` (
	`id` int AUTO_INCREMENT NOT NULL,
	`hash` varbinary(32) NOT NULL,
	`series` json NOT NULL,
	`positions` json,
	`declared` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `metric_schemas_id` PRIMARY KEY(`id`),
	CONSTRAINT `metric_schemas_hash_unique` UNIQUE(`hash`)
);
--> statement-breakpoint
CREATE TABLE `metric_tail` (
	`source_id` int NOT NULL,
	`at` bigint NOT NULL,
	`schema_id` int NOT NULL,
	`packed` varbinary(8192) NOT NULL,
	CONSTRAINT `metric_tail_source_id_at_pk` PRIMARY KEY(`source_id`,`at`)
);
--> statement-breakpoint
CREATE TABLE `source_seen` (
	`source_id` int NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	CONSTRAINT `source_seen_source_id` PRIMARY KEY(`source_id`)
);
--> statement-breakpoint
CREATE TABLE `outbox_mails` (
	`id` int AUTO_INCREMENT NOT NULL,
	`message_id` varchar(190) NOT NULL,
	`to_address` varchar(190) NOT NULL,
	`to_name` varchar(190) NOT NULL DEFAULT '',
	`locale` varchar(5) NOT NULL,
	`subject` varchar(300) NOT NULL,
	`text_body` text NOT NULL,
	`html_body` text,
	`created_at` datetime(3) NOT NULL,
	`attempts` int NOT NULL DEFAULT 0,
	`next_attempt_at` datetime(3) NOT NULL,
	`sent_at` datetime(3),
	`failed_at` datetime(3),
	`last_error` varchar(500),
	CONSTRAINT `outbox_mails_id` PRIMARY KEY(`id`),
	CONSTRAINT `outbox_mails_message_id_unique` UNIQUE(`message_id`)
);
--> statement-breakpoint
CREATE TABLE `applications` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`slug` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(190) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`retired_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `applications_id` PRIMARY KEY(`id`),
	CONSTRAINT `application_slug` UNIQUE(`project_id`,`slug`)
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` int AUTO_INCREMENT NOT NULL,
	`client_id` int NOT NULL,
	`project_id` int,
	`name` varchar(190) NOT NULL,
	`role` varchar(190) NOT NULL DEFAULT '',
	`telephone` varchar(40),
	`email` varchar(190),
	`hours` varchar(190) NOT NULL DEFAULT '',
	`calling_order` int NOT NULL DEFAULT 1,
	`note` text,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `contacts_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `contract_terms` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`effective_on` date NOT NULL,
	`availability_target` decimal(8,6) NOT NULL,
	`maintenance_notice_days` int NOT NULL,
	`support_hours` varchar(120) NOT NULL,
	`response_minutes` json NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	CONSTRAINT `contract_terms_id` PRIMARY KEY(`id`),
	CONSTRAINT `terms_effect` UNIQUE(`project_id`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `pools` (
	`id` int AUTO_INCREMENT NOT NULL,
	`application_id` int NOT NULL,
	`cpu_ghz` decimal(10,2) NOT NULL,
	`memory_bytes` bigint NOT NULL,
	`disk_bytes` bigint NOT NULL,
	`effective_on` date NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	CONSTRAINT `pools_id` PRIMARY KEY(`id`),
	CONSTRAINT `pool_effect` UNIQUE(`application_id`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `projects` (
	`id` int AUTO_INCREMENT NOT NULL,
	`client_id` int NOT NULL,
	`slug` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(190) NOT NULL,
	`summary` varchar(190) NOT NULL DEFAULT '',
	`time_zone` varchar(60) NOT NULL DEFAULT 'Europe/Paris',
	`project_manager_id` varchar(36),
	`deputy_manager_id` varchar(36),
	`created_at` datetime(3) NOT NULL,
	`retired_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `projects_id` PRIMARY KEY(`id`),
	CONSTRAINT `projects_slug_unique` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `enrolment_tokens` (
	`id` int AUTO_INCREMENT NOT NULL,
	`source_id` int NOT NULL,
	`token_hash` varbinary(32) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	`expires_at` datetime(3) NOT NULL,
	`used_at` datetime(3),
	`used_from` varchar(64),
	CONSTRAINT `enrolment_tokens_id` PRIMARY KEY(`id`),
	CONSTRAINT `enrolment_token_hash` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `source_facts` (
	`source_id` int NOT NULL,
	`name` varchar(40) NOT NULL,
	`at` datetime(3) NOT NULL,
	`received_at` datetime(3) NOT NULL,
	`value` json NOT NULL,
	CONSTRAINT `source_facts_source_id_name_pk` PRIMARY KEY(`source_id`,`name`)
);
--> statement-breakpoint
CREATE TABLE `source_tokens` (
	`id` int AUTO_INCREMENT NOT NULL,
	`source_id` int NOT NULL,
	`token_hash` varbinary(32) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	`last_used_at` datetime(3),
	`revoked_at` datetime(3),
	CONSTRAINT `source_tokens_id` PRIMARY KEY(`id`),
	CONSTRAINT `source_token_hash` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`machine_id` int,
	`application_id` int,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `sources_id` PRIMARY KEY(`id`),
	CONSTRAINT `source_machine` UNIQUE(`machine_id`)
);
--> statement-breakpoint
ALTER TABLE `account` ADD CONSTRAINT `account_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `invitations` ADD CONSTRAINT `invitations_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `invitations` ADD CONSTRAINT `invitations_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `memberships` ADD CONSTRAINT `memberships_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `memberships` ADD CONSTRAINT `memberships_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `memberships` ADD CONSTRAINT `memberships_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `passkey` ADD CONSTRAINT `passkey_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `project_visits` ADD CONSTRAINT `project_visits_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `project_visits` ADD CONSTRAINT `project_visits_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `session` ADD CONSTRAINT `session_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sso_provider` ADD CONSTRAINT `sso_provider_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `two_factor` ADD CONSTRAINT `two_factor_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machine_parents` ADD CONSTRAINT `machine_parents_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machine_parents` ADD CONSTRAINT `machine_parents_parent_id_machines_id_fk` FOREIGN KEY (`parent_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machine_state_changes` ADD CONSTRAINT `machine_state_changes_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machines` ADD CONSTRAINT `machines_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machines` ADD CONSTRAINT `machines_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `machines` ADD CONSTRAINT `machines_role_machine_roles_slug_fk` FOREIGN KEY (`role`) REFERENCES `machine_roles`(`slug`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `applications` ADD CONSTRAINT `applications_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `contacts` ADD CONSTRAINT `contacts_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `contacts` ADD CONSTRAINT `contacts_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `contract_terms` ADD CONSTRAINT `contract_terms_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `pools` ADD CONSTRAINT `pools_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `projects` ADD CONSTRAINT `projects_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `enrolment_tokens` ADD CONSTRAINT `enrolment_tokens_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `source_facts` ADD CONSTRAINT `source_facts_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `source_tokens` ADD CONSTRAINT `source_tokens_source_id_sources_id_fk` FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sources` ADD CONSTRAINT `sources_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sources` ADD CONSTRAINT `sources_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sources` ADD CONSTRAINT `sources_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE INDEX `audit_client` ON `audit_entries` (`client_id`,`at`);--> statement-breakpoint
CREATE INDEX `event_project` ON `events` (`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `event_at` ON `events` (`at`);--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE INDEX `passkey_user` ON `passkey` (`user_id`);--> statement-breakpoint
CREATE INDEX `passkey_credential` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `two_factor_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE INDEX `job_name` ON `jobs` (`name`,`started_at`);--> statement-breakpoint
CREATE INDEX `state_machine_at` ON `machine_state_changes` (`machine_id`,`at`);--> statement-breakpoint
CREATE INDEX `machine_application` ON `machines` (`application_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox_mails` (`sent_at`,`failed_at`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `contact_client` ON `contacts` (`client_id`,`calling_order`);--> statement-breakpoint
CREATE INDEX `source_project` ON `sources` (`project_id`);