import { TokenType } from '@streamparser/json';
import { AccountScope } from './account-scope.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';
import { type Expected, isObject, type JsonFrame, unexpectedToken } from './json-frames.ts';
import { JsonRecord } from './json-record.ts';
import { JSON_FIELDS } from './record-kinds.ts';
import { fieldName, suggestion } from './unknown-name.ts';

const KIND_OF_LIST = { users: 'user', applications: 'application' } as const;

/**
 * What stands where in a JSON directory file: takes one token after the other, refuses the first that is out of place,
 * and hands each user and application on as soon as it is whole.
 */
export class JsonStructure {
  readonly #importer: DirectoryImporter;
  readonly #accountId: string | undefined;
  readonly #stack: JsonFrame[] = [];
  #expected: Expected = 'value';
  #key = '';
  #keyLine = 0;
  #fileKeys = new Set<string>();
  #account: AccountScope | undefined;
  #record: JsonRecord | undefined;

  constructor(importer: DirectoryImporter, accountId: string | undefined) {
    this.#importer = importer;
    this.#accountId = accountId;
  }

  /** @throws DirectoryFileError when the token cannot stand at this place. */
  take(token: TokenType, value: unknown, line: number): void {
    switch (this.#expected) {
      case 'colon':
        if (token !== TokenType.COLON) throw unexpectedToken(value, 'colon', line);
        this.#expected = 'value';
        return;
      case 'comma-or-end':
        if (token !== TokenType.COMMA) this.#close(token, value, line);
        else this.#expected = isObject(this.#top) ? 'key' : 'value';
        return;
      case 'key':
      case 'key-or-end':
        if (token === TokenType.STRING && typeof value === 'string') this.#takeKey(value, line);
        else if (this.#expected === 'key') throw unexpectedToken(value, 'key', line);
        else this.#close(token, value, line);
        return;
      case 'value':
      case 'value-or-end':
        this.#takeValue(token, value, line);
        return;
      case 'nothing':
        throw unexpectedToken(value, 'nothing', line);
    }
  }

  /** @throws DirectoryFileError when the file is not complete. */
  end(line: number): void {
    if (this.#expected === 'nothing') return;
    const reason = this.#stack.length === 0 ? 'There is nothing but white space.' : 'The file ends too early.';
    throw new DirectoryFileError(`${reason} Is it complete?`, { line });
  }

  get #top(): JsonFrame | undefined {
    return this.#stack.at(-1);
  }

  #takeKey(key: string, line: number): void {
    this.#key = key;
    this.#keyLine = line;
    this.#expected = 'colon';
    const frame = this.#top;
    if (frame === 'file') this.#checkKey(this.#fileKeys.has(key), 'file', 'The file');
    else if (frame === 'account') this.#checkKey(this.#account?.has(key) ?? false, frame, 'An account');
    else if (frame === 'user') this.#checkKey(this.#record?.has(key) ?? false, frame, 'A user');
    else if (frame === 'application') this.#checkKey(this.#record?.has(key) ?? false, frame, 'An application');
    if (frame === 'file') this.#fileKeys.add(key);
    if (frame === 'account') this.#account?.note(key);
  }

  #checkKey(repeated: boolean, frame: keyof typeof JSON_FIELDS, owner: string): void {
    const known: readonly string[] = JSON_FIELDS[frame];
    if (!known.includes(this.#key)) {
      const field = fieldName(this.#key);
      const reason = `${owner} has no such field. ${suggestion(this.#key, known, 'fields')}`;
      throw new DirectoryFileError(reason, { line: this.#keyLine, field });
    }
    if (repeated) throw this.#refused('It stands there twice. Keep one.');
  }

  #takeValue(token: TokenType, value: unknown, line: number): void {
    if (token === TokenType.LEFT_BRACE) this.#openObject(line);
    else if (token === TokenType.LEFT_BRACKET) this.#openList(line);
    else if (token === TokenType.RIGHT_BRACKET && this.#expected === 'value-or-end') this.#close(token, value, line);
    else if (token >= TokenType.TRUE && token <= TokenType.NUMBER) this.#takeScalar(value, line);
    else throw unexpectedToken(value, 'value', line);
  }

  #openObject(line: number): void {
    const frame = this.#top;
    if (frame === undefined) this.#push('file');
    else if (frame === 'accounts') {
      if (this.#accountId !== undefined && this.#account !== undefined) {
        throw new DirectoryFileError('The file holds more than one account. Import it without naming one.', { line });
      }
      this.#account = new AccountScope(this.#importer, line, this.#accountId);
      this.#push('account');
    } else if (frame === 'users' || frame === 'applications') {
      this.#record = new JsonRecord(line);
      this.#push(KIND_OF_LIST[frame]);
    } else throw this.#refused(this.#listHere() ? 'It must be a list.' : 'It must not be an object.');
  }

  #openList(line: number): void {
    const frame = this.#top;
    if (frame === undefined) throw new DirectoryFileError('The file must be an object: {"accounts":[…]}.', { line });
    if (frame === 'file' && this.#key === 'accounts') this.#push('accounts');
    else if (frame === 'account' && (this.#key === 'users' || this.#key === 'applications')) this.#push(this.#key);
    else if (frame === 'user' || frame === 'application') {
      this.#record?.openList(this.#key, this.#keyLine);
      this.#push('list');
    } else if (isObject(frame)) throw this.#refused('It must be text, not a list.');
    else throw new DirectoryFileError('There is a list inside a list.', { line });
  }

  #takeScalar(value: unknown, line: number): void {
    const frame = this.#top;
    if (frame === undefined) throw new DirectoryFileError('The file must be an object: {"accounts":[…]}.', { line });
    if (frame === 'user' || frame === 'application') this.#record?.set(this.#key, value, this.#keyLine);
    else if (frame === 'list') this.#record?.push(value);
    else if (frame === 'account' && !this.#listHere()) this.#account?.set(this.#key, value, this.#keyLine);
    else if (frame !== 'file' || this.#listHere()) {
      if (isObject(frame)) throw this.#refused('It must be a list in square brackets.');
      throw new DirectoryFileError(`Every entry of ${frame} is an object in curly brackets.`, { line });
    }
    this.#expected = 'comma-or-end';
  }

  #listHere(): boolean {
    return this.#key === 'accounts' || this.#key === 'users' || this.#key === 'applications';
  }

  #push(frame: JsonFrame): void {
    this.#stack.push(frame);
    this.#expected = isObject(frame) ? 'key-or-end' : 'value-or-end';
  }

  #close(token: TokenType, value: unknown, line: number): void {
    const frame = this.#top;
    if (token !== (isObject(frame) ? TokenType.RIGHT_BRACE : TokenType.RIGHT_BRACKET)) {
      throw unexpectedToken(value, this.#expected, line);
    }
    this.#stack.pop();
    this.#expected = this.#stack.length === 0 ? 'nothing' : 'comma-or-end';
    if (frame === 'user' || frame === 'application') {
      if (this.#record !== undefined) this.#account?.add(frame, this.#record);
    } else if (frame === 'account') this.#account?.end();
    else if (frame === 'file' && !this.#fileKeys.has('accounts')) {
      throw new DirectoryFileError('It is missing: a directory file is {"accounts":[…]}.', { line, field: 'accounts' });
    }
  }

  #refused(reason: string): DirectoryFileError {
    return new DirectoryFileError(reason, { line: this.#keyLine, field: this.#key });
  }
}
