CREATE TABLE `article_categories` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name_fr` varchar(80) NOT NULL,
	`name_en` varchar(80) NOT NULL,
	`name_es` varchar(80) NOT NULL,
	`position` int NOT NULL DEFAULT 0,
	CONSTRAINT `article_categories_id` PRIMARY KEY(`id`),
	CONSTRAINT `article_categories_name_fr_unique` UNIQUE(`name_fr`)
);
--> statement-breakpoint
CREATE TABLE `article_opinions` (
	`article_id` int NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`user_name` varchar(190) NOT NULL,
	`is_useful` boolean NOT NULL,
	`text` text NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `article_opinions_article_id_user_id_pk` PRIMARY KEY(`article_id`,`user_id`)
);
--> statement-breakpoint
CREATE TABLE `article_steps` (
	`id` int AUTO_INCREMENT NOT NULL,
	`article_id` int NOT NULL,
	`locale` enum('fr','en','es') NOT NULL,
	`number` int NOT NULL,
	`step` enum('submitted','returned','approved','withdrawn','archived','reopened') NOT NULL,
	`text` varchar(1000) NOT NULL DEFAULT '',
	`actor_id` varchar(36),
	`actor_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `article_steps_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `article_suggestions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`article_id` int NOT NULL,
	`project_id` int NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`writing` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`shown_at` datetime(3) NOT NULL,
	`opened_at` datetime(3),
	`resolved_at` datetime(3),
	CONSTRAINT `article_suggestions_id` PRIMARY KEY(`id`),
	CONSTRAINT `article_suggestion_writing` UNIQUE(`user_id`,`writing`,`article_id`)
);
--> statement-breakpoint
CREATE TABLE `article_texts` (
	`article_id` int NOT NULL,
	`locale` enum('fr','en','es') NOT NULL,
	`state` enum('draft','in_review','published','archived') NOT NULL DEFAULT 'draft',
	`title` varchar(160) NOT NULL,
	`text` mediumtext NOT NULL,
	`words` mediumtext NOT NULL,
	`newest` int NOT NULL,
	`published` int,
	`published_title` varchar(160),
	`published_text` mediumtext,
	`published_words` mediumtext,
	`published_at` datetime(3),
	`approved_by_name` varchar(190),
	`changed_at` datetime(3) NOT NULL,
	`changed_by_name` varchar(190) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `article_texts_article_id_locale_pk` PRIMARY KEY(`article_id`,`locale`)
);
--> statement-breakpoint
CREATE TABLE `article_tickets` (
	`article_id` int NOT NULL,
	`ticket_id` int NOT NULL,
	`is_source` boolean NOT NULL DEFAULT false,
	`removed` json,
	`at` datetime(3) NOT NULL,
	`author_name` varchar(190) NOT NULL,
	CONSTRAINT `article_tickets_article_id_ticket_id_pk` PRIMARY KEY(`article_id`,`ticket_id`)
);
--> statement-breakpoint
CREATE TABLE `article_versions` (
	`article_id` int NOT NULL,
	`locale` enum('fr','en','es') NOT NULL,
	`number` int NOT NULL,
	`title` varchar(160) NOT NULL,
	`text` mediumtext NOT NULL,
	`note` varchar(300) NOT NULL DEFAULT '',
	`restored_from` int,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `article_versions_article_id_locale_number_pk` PRIMARY KEY(`article_id`,`locale`,`number`)
);
--> statement-breakpoint
CREATE TABLE `articles` (
	`id` int AUTO_INCREMENT NOT NULL,
	`audience` enum('staff','client','everyone') NOT NULL,
	`client_id` int,
	`category_id` int,
	`original_locale` enum('fr','en','es') NOT NULL,
	`review_on` date,
	`reviewed_at` datetime(3),
	`reviewed_by_name` varchar(190),
	`stale_since` datetime(3),
	`stale_reason` varchar(300),
	`created_at` datetime(3) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `articles_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
ALTER TABLE `article_opinions` ADD CONSTRAINT `article_opinions_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_steps` ADD CONSTRAINT `article_steps_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_suggestions` ADD CONSTRAINT `article_suggestions_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_suggestions` ADD CONSTRAINT `article_suggestions_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_texts` ADD CONSTRAINT `article_texts_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_tickets` ADD CONSTRAINT `article_tickets_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_tickets` ADD CONSTRAINT `article_tickets_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `article_versions` ADD CONSTRAINT `article_versions_article_id_articles_id_fk` FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `articles` ADD CONSTRAINT `articles_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `articles` ADD CONSTRAINT `articles_category_id_article_categories_id_fk` FOREIGN KEY (`category_id`) REFERENCES `article_categories`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `article_step_order` ON `article_steps` (`article_id`,`locale`,`at`);--> statement-breakpoint
CREATE INDEX `article_suggestion_month` ON `article_suggestions` (`article_id`,`shown_at`);--> statement-breakpoint
CREATE INDEX `article_text_state` ON `article_texts` (`state`);--> statement-breakpoint
CREATE INDEX `article_ticket` ON `article_tickets` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `article_client` ON `articles` (`client_id`);--> statement-breakpoint
CREATE INDEX `article_review` ON `articles` (`review_on`);--> statement-breakpoint
ALTER TABLE `article_texts` ADD FULLTEXT INDEX `article_newest_words` (`words`), ADD FULLTEXT INDEX `article_published_words` (`published_words`);
