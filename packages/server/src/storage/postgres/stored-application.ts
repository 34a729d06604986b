/** The columns of an application; `p` is the applications table, `a` its account. */
export const APPLICATION_COLUMNS = `p.client_id, a.id AS account_id, p.name, p.description, p.redirect_url, p.scopes,
  p.requests_per_minute, p.requests_per_hour, p.create_time,
  a.requests_per_minute AS account_requests_per_minute, a.requests_per_hour AS account_requests_per_hour`;

/** What its secrets are compared with: hex digits of a hash, and the end in milliseconds or null. */
export const SECRETS_COLUMN = `(SELECT coalesce(json_agg(json_build_object('id', s.id, 'hash', encode(s.hash, 'hex'),
    'expires_at', s.expires_at)), '[]')::text
  FROM rollcall.application_secrets s WHERE s.application = p.number) AS secrets`;
