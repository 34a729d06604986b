import { readBearerToken } from '../../http/bearer-authentication.ts';
import { readBasicCredentials } from '../../http/client-authentication.ts';

const MASK = '[masked]';
/** Tokens and secrets of this server, and parts of them. */
const OUR_SHAPE = /\brc[ts]_[A-Za-z0-9_-]{4,}/g;
const NAMES_OF_SECRETS = /secret|token|password|passwd|assertion|authori[sz]ation|credential|cookie|api-?_?key/i;
const NAMES_OF_PAGES = /^(next_?)?page_?token$/i;
const SCHEME = /^(basic|bearer|digest|negotiate)(?= )/i;
/** `"client_secret": "…"`, `"client_secret": 1`, to its end or to where the text is cut off. */
const IN_JSON = /("([^"\\]{1,64})"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g;
const PERCENT_SIGNS = /(?:%[0-9a-f]{2})+/gi;
/** What is shorter would be found everywhere. */
const MIN_LENGTH = 6;
/** Who makes up credentials must not make the journal slow. */
const MAX_LEARNED = 50;

/** The credentials that an account was called with, to be kept out of everything that its journal tells. */
export class Secrets {
  readonly #learned = new Set<string>();
  /** Of what was learned; undefined: not put together since. */
  #spellings: readonly string[] | undefined;

  /** What callers put into `Authorization` is a credential wherever else it shows up. */
  learn(authorization: string | undefined): void {
    const credential = readBearerToken(authorization) ?? readBasicCredentials(authorization)?.secret;
    if (credential === undefined || credential.length < MIN_LENGTH) return;
    // Those that are used most lately are kept.
    if (!this.#learned.delete(credential)) this.#spellings = undefined;
    const [oldest] = this.#learned.size < MAX_LEARNED ? [] : this.#learned;
    if (oldest !== undefined) this.#learned.delete(oldest);
    this.#learned.add(credential);
  }

  /** A text of any kind without the credentials in it. Where one is written in percent signs, it is shown decoded. */
  masked(text: string): string {
    const masked = this.#replaced(text);
    if (!masked.includes('%')) return masked;
    const plain = masked.replaceAll(PERCENT_SIGNS, decoded);
    const found = this.#replaced(plain);
    return found === plain ? masked : found;
  }

  /** The value of a header, a parameter or a field. */
  maskedValue(name: string, value: string): string {
    if (!isNameOfSecret(name)) return this.masked(value);
    const scheme = SCHEME.exec(value)?.[0];
    return scheme === undefined ? MASK : `${scheme} ${MASK}`;
  }

  /** A body, whatever it is: a form and JSON are known by their looks. */
  maskedBody(body: string): string {
    const isJson = /^\s*[{["]/.test(body);
    return this.masked(isJson ? this.#maskedJson(body) : this.#maskedForm(body));
  }

  #replaced(text: string): string {
    // The longest first: one credential may be a part of another.
    this.#spellings ??= [...this.#learned].flatMap(spellingsOf).sort((a, b) => b.length - a.length);
    let masked = text;
    for (const spelling of this.#spellings) if (masked.includes(spelling)) masked = masked.replaceAll(spelling, MASK);
    return masked.replaceAll(OUR_SHAPE, MASK);
  }

  #maskedForm(form: string): string {
    const pairs = form.split('&').map((pair) => {
      const [[name, value] = ['', '']] = new URLSearchParams(pair);
      const masked = this.maskedValue(name, value);
      return masked === value ? pair : `${this.masked(pair.split('=', 1)[0] ?? '')}=${masked}`;
    });
    return pairs.join('&');
  }

  #maskedJson(json: string): string {
    return json.replaceAll(IN_JSON, (field, start: string, name: string) => {
      return isNameOfSecret(name) ? `${start}"${MASK}"` : field;
    });
  }

  clear(): void {
    this.#learned.clear();
    this.#spellings = undefined;
  }
}

function isNameOfSecret(name: string): boolean {
  return NAMES_OF_SECRETS.test(name) && !NAMES_OF_PAGES.test(name) && name !== 'token_type_hint';
}

function decoded(percentSigns: string): string {
  try {
    return decodeURIComponent(percentSigns);
  } catch {
    return percentSigns;
  }
}

/** Every way to write it that a request could have. */
function spellingsOf(credential: string): string[] {
  const bytes = Buffer.from(credential);
  return [
    credential,
    encodeURIComponent(credential),
    encodeURI(credential),
    new URLSearchParams({ x: credential }).toString().slice(2),
    JSON.stringify(credential).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}
