/** The columns of an application; `p` is the applications table, `a` its account. */
export const APPLICATION_COLUMNS = `p.client_id, a.id AS account_id, p.name, p.description, p.redirect_url, p.scopes,
  p.requests_per_minute, p.requests_per_hour, p.create_time, p.secret_hash,
  a.requests_per_minute AS account_requests_per_minute, a.requests_per_hour AS account_requests_per_hour`;
