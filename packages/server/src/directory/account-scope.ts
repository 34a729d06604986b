import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';
import { JsonRecord } from './json-record.ts';
import type { FileRecord } from './record-kinds.ts';

type HeldRecord = readonly [kind: 'user' | 'application', record: FileRecord];

/**
 * Users and applications that are held back while the account's own fields may still come. Enough for files with
 * sorted keys and a few applications; a bound, so that memory stays constant.
 */
const MOST_HELD = 1000;

/** One account of a JSON file while its fields arrive, in any order. */
export class AccountScope {
  readonly #importer: DirectoryImporter;
  readonly #wantedId: string | undefined;
  readonly #head: JsonRecord;
  readonly #keys = new Set<string>();
  #held: HeldRecord[] = [];
  #id: string | undefined;

  constructor(importer: DirectoryImporter, line: number, wantedId: string | undefined) {
    this.#importer = importer;
    this.#head = new JsonRecord(line);
    this.#wantedId = wantedId;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  note(key: string): void {
    this.#keys.add(key);
  }

  /** Takes `id`, `name` or `provisioning`. */
  set(field: string, value: unknown, line: number): void {
    if (this.#id !== undefined) {
      throw new DirectoryFileError(
        `It stands behind ${MOST_HELD} or more users and applications. Put id, name and provisioning before them.`,
        { line, field },
      );
    }
    this.#head.set(field, value, line);
    const { id } = this.#head.value;
    if (field === 'id' && this.#wantedId !== undefined && id !== this.#wantedId) {
      throw new DirectoryFileError(`The file holds another account than ${this.#wantedId}, which the import is for.`, {
        line,
        field,
      });
    }
  }

  add(kind: 'user' | 'application', record: FileRecord): void {
    if (this.#id === undefined && this.#complete()) this.#store();
    if (this.#id !== undefined) {
      this.#importer[kind](record, this.#id);
      return;
    }
    this.#held.push([kind, record]);
    if (this.#held.length < MOST_HELD) return;
    if (!this.#head.has('name')) {
      throw new DirectoryFileError(
        `The account's name comes after ${MOST_HELD} users and applications, or not at all. Put id, name and provisioning first.`,
        { line: this.#head.line, field: 'name' },
      );
    }
    this.#store();
  }

  end(): void {
    if (this.#id === undefined) this.#store();
  }

  #complete(): boolean {
    return this.#head.has('id') && this.#head.has('name') && this.#head.has('provisioning');
  }

  #store(): void {
    const id = this.#importer.account(this.#head, this.#wantedId);
    this.#id = id;
    const held = this.#held;
    this.#held = [];
    for (const [kind, record] of held) this.#importer[kind](record, id);
  }
}
