/** Certificates cannot be used or made. The message is for the operator: which file, what is wrong, and the way out. */
export class TlsRefused extends Error {
  override readonly name = 'TlsRefused';
}

/** What a file-system or OpenSSL error says, without a stack: `EACCES: permission denied, open '…'`. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's error code, such as `ENOENT`; undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
