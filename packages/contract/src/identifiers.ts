/** The shapes of the identifiers that go over the wire. */

/** Account and user ids: 26 characters of the RFC 4648 base32 alphabet, as the original issues them. */
export const RESOURCE_ID_PATTERN = '^[A-Z2-7]{26}$';

/** Account ids as clients check them: the published pattern is wider than the issued alphabet. */
export const ACCOUNT_ID_PATTERN = '^[A-Z0-9]{26}$';

/** Client ids are UUIDs in lower case (RFC 9562). */
export const CLIENT_ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/** Seconds an access token lives. */
export const TOKEN_LIFETIME_SECONDS = 900;

/** The one value the token request's `scope` may have. */
export const TOKEN_SCOPE = 'openid';

/** People on a page when the caller names no size, and the most a page ever holds. */
export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 1000;

/** The two path families. `v1beta1` is the public preview, `v1` what it becomes. */
export const API_VERSIONS = ['v1beta1', 'v1'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** When partners were told that the preview goes away: the date in the `Deprecation` header (RFC 9745). */
export const PREVIEW_DEPRECATED_AT = '2026-01-01T00:00:00Z';
