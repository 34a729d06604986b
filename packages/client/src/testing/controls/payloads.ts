/*
 * What the controls of a sandbox send and take, as it goes over the wire: the schemas of the controls' OpenAPI document.
 * Written out, so that these types hold where `@rollcall/server` is not installed; a test holds them to the contract's.
 */
export type * from './payloads/account.ts';
export type * from './payloads/fault.ts';
export type * from './payloads/grade.ts';
export type * from './payloads/journal.ts';
export type * from './payloads/person.ts';
