import type { UserState } from '../../../user.ts';
import type { Moment, Role, Scope } from './words.ts';

/** A person to add: the fields of a directory file. */
export interface NewPerson {
  id?: string;
  email: string;
  display_name: string;
  state?: UserState;
  create_time?: Moment;
  role?: Role;
  externally_managed?: boolean;
}

/** A person with what the API does not show: role and external management. */
export interface Person extends Required<NewPerson> {}

/** What of a person may be changed. What is left out stays. */
export type PersonChanges = Partial<Omit<Person, 'id' | 'create_time'>>;

/** An application to add. */
export interface NewApplication {
  name?: string;
  /** All four unless given. */
  scopes?: Scope[];
  client_id?: string;
  client_secret?: string;
}

/** An application of an account. */
export interface Application {
  client_id: string;
  name: string;
  scopes: Scope[];
  create_time: Moment;
  /** Only where it was just made. */
  client_secret?: string;
}
