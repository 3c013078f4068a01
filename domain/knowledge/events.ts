/** Events of articles. `data` holds the article's id and title as `name`, and its language as `locale`. */
export type ArticleEvent =
  | "article.written"
  | "article.submitted"
  | "article.returned"
  | "article.published"
  | "article.archived"
  | "article.reopened"
  | "article.filed"
  | "article.reviewed"
  | "article.marked-stale"
  | "article.linked"
  | "article-category.added";
