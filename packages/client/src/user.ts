/**
 * A person, as the Users API sends it. Fields this version does not know survive: they are there under their own name.
 */
export interface User {
  /** 26 characters of A-Z and 2-7, unique within the account. */
  readonly id: string;
  /** Address the person signs in with. */
  readonly email: string;
  /** Name to show. May be in any script. */
  readonly display_name: string;
  /** `ACTIVE` or `SUSPENDED`; a state that is new to this version comes through as it is. */
  readonly state: UserState | (string & {});
  /** When the person joined: RFC 3339 in UTC, such as `2026-01-31T09:30:00Z`. */
  readonly create_time: string;
  /** Resource name: `accounts/<account>/users/<user>`, without version and leading slash. */
  readonly path: string;
  readonly [unknownField: string]: unknown;
}

/** The states a person can be in. */
export type UserState = 'ACTIVE' | 'SUSPENDED';

/** One page of people, as the Users API sends it. */
export interface UserPage {
  /** The people of this page, in the order of `create_time`, then `id`. Empty where there are none. */
  readonly results: readonly User[];
  /** Where the next page begins; absent on the last. Hand it to `list({ pageToken })` to go on from here later. */
  readonly next_page_token?: string;
  readonly [unknownField: string]: unknown;
}
