import {
  type DirectoryAccountHead,
  DirectoryAccountLine,
  DirectoryApplication,
  DirectoryApplicationLine,
  DirectoryUser,
  DirectoryUserLine,
} from '@rollcall/contract/directory-file';

/** The records of a directory file, and what they are made of. */
export const RECORD_KINDS = ['account', 'user', 'application'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface DirectoryRecords {
  account: DirectoryAccountHead;
  user: DirectoryUser;
  application: DirectoryApplication;
}

/** The schema a record is checked with, whatever the format: NDJSON lines have the most fields. */
export const RECORD_SCHEMAS: Readonly<Record<RecordKind, object>> = {
  account: withoutType(DirectoryAccountLine),
  user: withoutType(DirectoryUserLine),
  application: withoutType(DirectoryApplicationLine),
};

/** Only lines need to say what they are; elsewhere the place in the file says it. */
function withoutType<Schema extends { required?: readonly string[] }>(schema: Schema): object {
  return { ...schema, required: (schema.required ?? []).filter((field) => field !== 'type') };
}

/** Field names by the place a record stands in: inside JSON accounts there are no `type` and `account_id`. */
export const JSON_FIELDS = {
  file: ['accounts', '$schema'],
  account: ['id', 'name', 'provisioning', 'users', 'applications'],
  user: Object.keys(DirectoryUser.properties),
  application: Object.keys(DirectoryApplication.properties),
} as const satisfies Record<string, readonly string[]>;

export const LINE_FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  account: Object.keys(DirectoryAccountLine.properties),
  user: Object.keys(DirectoryUserLine.properties),
  application: Object.keys(DirectoryApplicationLine.properties),
};

/** A record as it stands in the file. */
export interface FileRecord {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line it begins on, counted from 1. */
  readonly line: number;
  /** The lines of fields that stand elsewhere. */
  readonly fieldLines?: ReadonlyMap<string, number> | undefined;
}

/** The line a person has to look at for a field of the record. */
export function lineOf(record: FileRecord, field: string | undefined): number {
  return (field === undefined ? undefined : record.fieldLines?.get(field)) ?? record.line;
}
