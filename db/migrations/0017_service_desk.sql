CREATE TABLE `attachments` (
	`id` int AUTO_INCREMENT NOT NULL,
	`public_id` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`project_id` int,
	`ticket_entry_id` int,
	`article_id` int,
	`intervention_id` int,
	`name` varchar(190) NOT NULL,
	`media_type` varchar(100) NOT NULL,
	`size_bytes` int NOT NULL,
	`sha256` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`uploader_id` varchar(36),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `attachments_id` PRIMARY KEY(`id`),
	CONSTRAINT `attachments_public_id_unique` UNIQUE(`public_id`)
);
--> statement-breakpoint
CREATE TABLE `freeze_periods` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`from_at` datetime(3) NOT NULL,
	`to_at` datetime(3) NOT NULL,
	`reason` varchar(190) NOT NULL,
	`author_name` varchar(190) NOT NULL,
	CONSTRAINT `freeze_periods_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `intervention_answers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`intervention_id` int NOT NULL,
	`approver_id` int NOT NULL,
	`plan_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`answer` enum('agreed','refused') NOT NULL,
	`reason` text NOT NULL,
	`name` varchar(190) NOT NULL,
	`by_link` boolean NOT NULL,
	`address` varchar(64),
	`at` datetime(3) NOT NULL,
	CONSTRAINT `intervention_answers_id` PRIMARY KEY(`id`),
	CONSTRAINT `intervention_answer` UNIQUE(`approver_id`,`plan_hash`)
);
--> statement-breakpoint
CREATE TABLE `intervention_approvers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`intervention_id` int NOT NULL,
	`side` enum('client','staff') NOT NULL,
	`user_id` varchar(36),
	`contact_id` int,
	`name` varchar(190) NOT NULL,
	`email` varchar(190) NOT NULL,
	`delegated_by_id` int,
	`reminded_at` datetime(3),
	CONSTRAINT `intervention_approvers_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `intervention_entries` (
	`id` int AUTO_INCREMENT NOT NULL,
	`intervention_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`kind` enum('planned','changed','submitted','reminded','delegated','agreed','refused','announced','started','step','done','rolled_back','cancelled','note') NOT NULL,
	`text` text NOT NULL,
	`is_public` boolean NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190),
	`data` json,
	CONSTRAINT `intervention_entries_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `intervention_links` (
	`secret_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`approver_id` int NOT NULL,
	`plan_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`spent_at` datetime(3),
	CONSTRAINT `intervention_links_secret_hash` PRIMARY KEY(`secret_hash`)
);
--> statement-breakpoint
CREATE TABLE `intervention_machines` (
	`intervention_id` int NOT NULL,
	`machine_id` int NOT NULL,
	CONSTRAINT `intervention_machines_intervention_id_machine_id_pk` PRIMARY KEY(`intervention_id`,`machine_id`)
);
--> statement-breakpoint
CREATE TABLE `intervention_services` (
	`intervention_id` int NOT NULL,
	`service_id` int NOT NULL,
	CONSTRAINT `intervention_services_intervention_id_service_id_pk` PRIMARY KEY(`intervention_id`,`service_id`)
);
--> statement-breakpoint
CREATE TABLE `intervention_templates` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`name` varchar(120) NOT NULL,
	`plan` text NOT NULL,
	`rollback_plan` text NOT NULL,
	`checklist` text NOT NULL,
	`risk` enum('low','medium','high') NOT NULL,
	`approved_by_name` varchar(190),
	`approved_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `intervention_templates_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `interventions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`kind` enum('standard','normal','urgent') NOT NULL,
	`template_id` int,
	`title` varchar(190) NOT NULL,
	`plan` text NOT NULL,
	`rollback_plan` text NOT NULL,
	`checklist` text NOT NULL,
	`consequence` text NOT NULL,
	`risk` enum('low','medium','high') NOT NULL,
	`price_cents` int,
	`currency` varchar(3) NOT NULL DEFAULT 'EUR',
	`from_at` datetime(3) NOT NULL,
	`to_at` datetime(3) NOT NULL,
	`state` enum('draft','awaiting_agreement','agreed','announced','running','done','rolled_back','cancelled') NOT NULL DEFAULT 'draft',
	`client_quorum` int NOT NULL DEFAULT 1,
	`staff_quorum` int NOT NULL DEFAULT 0,
	`submitted_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`submitted_at` datetime(3),
	`agreed_at` datetime(3),
	`announced_at` datetime(3),
	`started_at` datetime(3),
	`ended_at` datetime(3),
	`cancelled_at` datetime(3),
	`requester_id` varchar(36),
	`requester_name` varchar(190) NOT NULL,
	`notices` json NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `interventions_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `notification_choices` (
	`user_id` varchar(36) NOT NULL,
	`topic` varchar(40) NOT NULL,
	`mail` enum('at_once','digest','never') NOT NULL,
	CONSTRAINT `notification_choices_user_id_topic_pk` PRIMARY KEY(`user_id`,`topic`)
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`once_key` varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`kind` varchar(80) NOT NULL,
	`project_id` int,
	`path` varchar(300) NOT NULL,
	`data` json NOT NULL,
	`at` datetime(3) NOT NULL,
	`read_at` datetime(3),
	`mailed_at` datetime(3),
	CONSTRAINT `notifications_id` PRIMARY KEY(`id`),
	CONSTRAINT `notification_once` UNIQUE(`user_id`,`once_key`)
);
--> statement-breakpoint
CREATE TABLE `canned_replies` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name` varchar(120) NOT NULL,
	`locale` varchar(5) NOT NULL,
	`text` text NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `canned_replies_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name` varchar(80) NOT NULL,
	CONSTRAINT `teams_id` PRIMARY KEY(`id`),
	CONSTRAINT `teams_name_unique` UNIQUE(`name`)
);
--> statement-breakpoint
CREATE TABLE `ticket_checklist` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`position` int NOT NULL,
	`text` varchar(300) NOT NULL,
	`done_at` datetime(3),
	`done_by_name` varchar(190),
	CONSTRAINT `ticket_checklist_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_drafts` (
	`ticket_id` int NOT NULL,
	`project_id` int NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`is_public` boolean NOT NULL,
	`text` mediumtext NOT NULL,
	`fields` json,
	`saved_at` datetime(3) NOT NULL,
	CONSTRAINT `ticket_drafts_user_id_project_id_ticket_id_pk` PRIMARY KEY(`user_id`,`project_id`,`ticket_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_entries` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`kind` enum('message','note','change','window') NOT NULL,
	`is_public` boolean NOT NULL,
	`text` mediumtext NOT NULL,
	`data` json,
	`side` enum('client','staff','platform') NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`inbound_mail_id` int,
	`send_key` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	CONSTRAINT `ticket_entries_id` PRIMARY KEY(`id`),
	CONSTRAINT `ticket_entry_send_key` UNIQUE(`ticket_id`,`send_key`)
);
--> statement-breakpoint
CREATE TABLE `ticket_links` (
	`ticket_id` int NOT NULL,
	`other_id` int NOT NULL,
	`kind` enum('duplicate_of','caused_by','part_of','related_to') NOT NULL,
	`at` datetime(3) NOT NULL,
	`author_name` varchar(190) NOT NULL,
	CONSTRAINT `ticket_links_ticket_id_other_id_kind_pk` PRIMARY KEY(`ticket_id`,`other_id`,`kind`)
);
--> statement-breakpoint
CREATE TABLE `ticket_machines` (
	`ticket_id` int NOT NULL,
	`machine_id` int NOT NULL,
	CONSTRAINT `ticket_machines_ticket_id_machine_id_pk` PRIMARY KEY(`ticket_id`,`machine_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_satisfactions` (
	`ticket_id` int NOT NULL,
	`rating` int NOT NULL,
	`comment` text NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `ticket_satisfactions_ticket_id` PRIMARY KEY(`ticket_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_tags` (
	`ticket_id` int NOT NULL,
	`tag` varchar(40) NOT NULL,
	CONSTRAINT `ticket_tags_ticket_id_tag_pk` PRIMARY KEY(`ticket_id`,`tag`)
);
--> statement-breakpoint
CREATE TABLE `ticket_time` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`seconds` int NOT NULL,
	`note` varchar(300) NOT NULL DEFAULT '',
	`author_id` varchar(36) NOT NULL,
	`author_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `ticket_time_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_views` (
	`id` int AUTO_INCREMENT NOT NULL,
	`owner_id` varchar(36) NOT NULL,
	`is_shared` boolean NOT NULL DEFAULT false,
	`name` varchar(80) NOT NULL,
	`question` json NOT NULL,
	CONSTRAINT `ticket_views_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_watchers` (
	`ticket_id` int NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`since` datetime(3) NOT NULL,
	CONSTRAINT `ticket_watchers_ticket_id_user_id_pk` PRIMARY KEY(`ticket_id`,`user_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_windows` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`entry_id` int NOT NULL,
	`from_at` datetime(3) NOT NULL,
	`to_at` datetime(3) NOT NULL,
	`frozen_at` datetime(3) NOT NULL,
	`picture` mediumblob NOT NULL,
	CONSTRAINT `ticket_windows_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_words` (
	`ticket_id` int NOT NULL,
	`public_text` mediumtext NOT NULL,
	`full_text` mediumtext NOT NULL,
	CONSTRAINT `ticket_words_ticket_id` PRIMARY KEY(`ticket_id`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`kind` enum('incident','request','question','problem') NOT NULL,
	`subject` varchar(190) NOT NULL,
	`state` enum('new','open','waiting_client','waiting_third','resolved','closed') NOT NULL DEFAULT 'new',
	`impact` enum('high','medium','low') NOT NULL,
	`urgency` enum('high','medium','low') NOT NULL,
	`priority` int NOT NULL,
	`stops_sales` boolean,
	`since` datetime(3),
	`source` enum('page','mail','incident','api') NOT NULL,
	`requester_id` varchar(36),
	`requester_contact_id` int,
	`requester_name` varchar(190) NOT NULL,
	`requester_email` varchar(190),
	`requester_side` enum('client','staff','platform') NOT NULL,
	`assignee_id` varchar(36),
	`team_id` int,
	`application_id` int,
	`incident_id` int,
	`intervention_id` int,
	`merged_into_id` int,
	`created_at` datetime(3) NOT NULL,
	`last_entry_at` datetime(3) NOT NULL,
	`last_public_at` datetime(3) NOT NULL,
	`last_public_side` enum('client','staff','platform') NOT NULL,
	`first_responded_at` datetime(3),
	`resolved_at` datetime(3),
	`closed_at` datetime(3),
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `tickets_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `maintenance_windows` ADD `intervention_id` int;--> statement-breakpoint
ALTER TABLE `outbox_mails` ADD `references_ids` varchar(900);--> statement-breakpoint
ALTER TABLE `outbox_mails` ADD `reply_to` varchar(190);--> statement-breakpoint
ALTER TABLE `outbox_mails` ADD `ticket_entry_id` int;--> statement-breakpoint
ALTER TABLE `maintenance_windows` ADD CONSTRAINT `maintenance_windows_intervention_id_unique` UNIQUE(`intervention_id`);--> statement-breakpoint
ALTER TABLE `attachments` ADD CONSTRAINT `attachments_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `freeze_periods` ADD CONSTRAINT `freeze_periods_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_answers` ADD CONSTRAINT `intervention_answers_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_answers` ADD CONSTRAINT `intervention_answers_approver_id_intervention_approvers_id_fk` FOREIGN KEY (`approver_id`) REFERENCES `intervention_approvers`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_approvers` ADD CONSTRAINT `intervention_approvers_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_entries` ADD CONSTRAINT `intervention_entries_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_links` ADD CONSTRAINT `intervention_links_approver_id_intervention_approvers_id_fk` FOREIGN KEY (`approver_id`) REFERENCES `intervention_approvers`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_machines` ADD CONSTRAINT `intervention_machines_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_machines` ADD CONSTRAINT `intervention_machines_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_services` ADD CONSTRAINT `intervention_services_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_services` ADD CONSTRAINT `intervention_services_service_id_services_id_fk` FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `intervention_templates` ADD CONSTRAINT `intervention_templates_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `interventions` ADD CONSTRAINT `interventions_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `interventions` ADD CONSTRAINT `interventions_template_id_intervention_templates_id_fk` FOREIGN KEY (`template_id`) REFERENCES `intervention_templates`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_checklist` ADD CONSTRAINT `ticket_checklist_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_entries` ADD CONSTRAINT `ticket_entries_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_links` ADD CONSTRAINT `ticket_links_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_links` ADD CONSTRAINT `ticket_links_other_id_tickets_id_fk` FOREIGN KEY (`other_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_machines` ADD CONSTRAINT `ticket_machines_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_machines` ADD CONSTRAINT `ticket_machines_machine_id_machines_id_fk` FOREIGN KEY (`machine_id`) REFERENCES `machines`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_satisfactions` ADD CONSTRAINT `ticket_satisfactions_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_tags` ADD CONSTRAINT `ticket_tags_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_time` ADD CONSTRAINT `ticket_time_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_watchers` ADD CONSTRAINT `ticket_watchers_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_windows` ADD CONSTRAINT `ticket_windows_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_windows` ADD CONSTRAINT `ticket_windows_entry_id_ticket_entries_id_fk` FOREIGN KEY (`entry_id`) REFERENCES `ticket_entries`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_words` ADD CONSTRAINT `ticket_words_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_team_id_teams_id_fk` FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_application_id_applications_id_fk` FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_incident_id_incidents_id_fk` FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_intervention_id_interventions_id_fk` FOREIGN KEY (`intervention_id`) REFERENCES `interventions`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `attachment_entry` ON `attachments` (`ticket_entry_id`);--> statement-breakpoint
CREATE INDEX `attachment_article` ON `attachments` (`article_id`);--> statement-breakpoint
CREATE INDEX `attachment_intervention` ON `attachments` (`intervention_id`);--> statement-breakpoint
CREATE INDEX `attachment_hash` ON `attachments` (`sha256`);--> statement-breakpoint
CREATE INDEX `freeze_project` ON `freeze_periods` (`project_id`,`from_at`);--> statement-breakpoint
CREATE INDEX `intervention_approver` ON `intervention_approvers` (`intervention_id`);--> statement-breakpoint
CREATE INDEX `approver_user` ON `intervention_approvers` (`user_id`);--> statement-breakpoint
CREATE INDEX `intervention_entry_order` ON `intervention_entries` (`intervention_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `intervention_machine` ON `intervention_machines` (`machine_id`);--> statement-breakpoint
CREATE INDEX `intervention_project` ON `interventions` (`project_id`,`from_at`);--> statement-breakpoint
CREATE INDEX `intervention_state` ON `interventions` (`state`);--> statement-breakpoint
CREATE INDEX `notification_user` ON `notifications` (`user_id`,`read_at`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_checklist_order` ON `ticket_checklist` (`ticket_id`,`position`);--> statement-breakpoint
CREATE INDEX `ticket_entry_order` ON `ticket_entries` (`ticket_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_link_other` ON `ticket_links` (`other_id`);--> statement-breakpoint
CREATE INDEX `ticket_tag` ON `ticket_tags` (`tag`);--> statement-breakpoint
CREATE INDEX `ticket_time_ticket` ON `ticket_time` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_view_owner` ON `ticket_views` (`owner_id`);--> statement-breakpoint
CREATE INDEX `ticket_watcher_user` ON `ticket_watchers` (`user_id`);--> statement-breakpoint
CREATE INDEX `ticket_window_ticket` ON `ticket_windows` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_project` ON `tickets` (`project_id`,`state`,`last_entry_at`);--> statement-breakpoint
CREATE INDEX `ticket_assignee` ON `tickets` (`assignee_id`,`state`);--> statement-breakpoint
CREATE INDEX `ticket_incident` ON `tickets` (`incident_id`);--> statement-breakpoint
CREATE INDEX `ticket_intervention` ON `tickets` (`intervention_id`);--> statement-breakpoint
CREATE INDEX `outbox_entry` ON `outbox_mails` (`ticket_entry_id`);--> statement-breakpoint
ALTER TABLE `ticket_words` ADD FULLTEXT INDEX `ticket_public_words` (`public_text`), ADD FULLTEXT INDEX `ticket_full_words` (`full_text`);
