import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { DirectoryFileError } from './directory-file-error.ts';
import { type DirectoryRecords, type FileRecord, lineOf, RECORD_SCHEMAS, type RecordKind } from './record-kinds.ts';
import { refusalFor } from './record-refusals.ts';
import { normaliseTimestamp } from './timestamp.ts';

type Validators = { readonly [Kind in RecordKind]: ValidateFunction<DirectoryRecords[Kind]> };

let compiled: Validators | undefined;

/** Compiled on first use: a server that imports nothing does not wait for it. */
function validators(): Validators {
  if (compiled !== undefined) return compiled;
  // The schemas are our own and held to their meta-schema by a test: compiling that one would cost every start 50 ms.
  const ajv = new Ajv2020({ allErrors: false, verbose: true, strict: true, meta: false, validateSchema: false });
  ajv.addFormat('date-time', (text: string) => normaliseTimestamp(text) !== undefined);
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  compiled = {
    account: ajv.compile<DirectoryRecords['account']>(RECORD_SCHEMAS.account),
    user: ajv.compile<DirectoryRecords['user']>(RECORD_SCHEMAS.user),
    application: ajv.compile<DirectoryRecords['application']>(RECORD_SCHEMAS.application),
  };
  return compiled;
}

/**
 * The record, known to keep every rule that concerns it alone.
 * @throws DirectoryFileError naming line, field and reason.
 */
export function checkedRecord<Kind extends RecordKind>(kind: Kind, record: FileRecord): DirectoryRecords[Kind] {
  const validate = validators()[kind] as ValidateFunction<DirectoryRecords[Kind]>;
  const value: unknown = record.value;
  if (validate(value)) return value;
  throw refused(kind, record, validate.errors?.[0]);
}

function refused(kind: RecordKind, record: FileRecord, error: ErrorObject | null | undefined): DirectoryFileError {
  if (error === null || error === undefined) return new DirectoryFileError('The record is refused.', record);
  const { field, reason } = refusalFor(kind, error);
  return new DirectoryFileError(reason, { line: lineOf(record, field), field });
}
