import type { FileRecord } from './record-kinds.ts';

/** A user or application of a JSON file while its fields arrive. Callers let known fields in only. */
export class JsonRecord implements FileRecord {
  readonly line: number;
  readonly value: Record<string, unknown> = {};
  /** Made only where fields stand on lines of their own. */
  fieldLines: Map<string, number> | undefined;
  #list: unknown[] = [];

  constructor(line: number) {
    this.line = line;
  }

  has(field: string): boolean {
    return this.value[field] !== undefined;
  }

  set(field: string, value: unknown, line: number): void {
    this.value[field] = value;
    if (line === this.line) return;
    this.fieldLines ??= new Map();
    this.fieldLines.set(field, line);
  }

  openList(field: string, line: number): void {
    this.#list = [];
    this.set(field, this.#list, line);
  }

  push(value: unknown): void {
    this.#list.push(value);
  }
}
