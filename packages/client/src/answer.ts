/** An answer that arrived whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON where it is JSON, else the text. */
  readonly body: unknown;
  /** The same for an error to carry: servers and proxies that repeat what they were sent must not betray a credential. */
  readonly masked: () => unknown;
}

/** Shorter ones are words, which errors may need, and no secrets. */
const SHORTEST_MASKED = 8;

/** @param credentials what was sent with the request and must not be seen anywhere else */
export function readAnswer({ status, headers }: Response, text: string, credentials: readonly string[]): Answer {
  const worthMasking = credentials.filter((each) => each.length >= SHORTEST_MASKED);
  const mask = () => worthMasking.reduce((rest, each) => rest.replaceAll(each, '***'), text);
  return { status, headers, body: readBody(text), masked: () => readBody(mask()) };
}

/** JSON whatever the media type says: some proxies and servers label it wrongly. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
