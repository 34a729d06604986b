/** The columns of an application; `p` is the applications table, `a` its account. */
export const APPLICATION_COLUMNS = `p.client_id, a.id AS account_id, p.name, p.description, p.redirect_url, p.scopes,
  p.requests_per_minute, p.requests_per_hour, p.create_time`;

/** For what the application has no limits of its own. */
const ACCOUNT_LIMITS = `a.requests_per_minute AS account_requests_per_minute,
  a.requests_per_hour AS account_requests_per_hour`;

/** Hex digits of a hash, and the end in milliseconds or null. */
const SECRETS = `(SELECT json_group_array(json_object('id', s.id, 'hash', lower(hex(s.hash)), 'expires_at', s.expires_at))
  FROM application_secrets s WHERE s.application = p.number) AS secrets`;

export const FIND_APPLICATION = `SELECT ${APPLICATION_COLUMNS}, ${ACCOUNT_LIMITS}, ${SECRETS}
  FROM applications p JOIN accounts a ON a.number = p.account WHERE p.client_id = ?1`;
