/** A statement that is prepared once for each connection, under its name. */
export interface Statement {
  /** At most 63 characters, one for each text. */
  readonly name: string | undefined;
  readonly text: string;
}

/** A statement that is asked often. */
export function prepared(name: string, text: string): Statement {
  return { name: `rollcall_${name}`, text };
}

/** A statement that is asked now and then, or that is another each time. */
export function plain(text: string): Statement {
  return { name: undefined, text };
}

export type Value = string | number | boolean | null | Uint8Array | readonly (string | number | boolean | null)[];

/** PostgreSQL's text has no NUL. Nothing that is stored has one; what a stranger sends may, and is written so. */
export function withoutNul(value: Value): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  // The driver takes arrays apart itself, and binary data as a Buffer.
  if (Array.isArray(value)) return value.map(withoutNul);
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
