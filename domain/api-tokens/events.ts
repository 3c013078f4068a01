/** Events of API tokens. `data` holds the token's id and name and `userId`, whose it is; never the token. */
export type ApiTokenEvent = "api-token.issued" | "api-token.revoked";
