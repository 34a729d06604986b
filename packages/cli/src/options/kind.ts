/** Where a value was written down, and how to name that place to a person. */
export interface Origin {
  /** `--port`, `ROLLCALL_PORT`, or `port in /etc/rollcall.yaml`. */
  readonly label: string;
  /** Relative paths start here: the working folder, or the config file's. */
  readonly folder: string;
}

/** What a value may be: how it is shown, read and refused. */
export interface Kind<T> {
  /** As it stands in the help: `--port N`. Undefined for a switch, which takes no value. */
  readonly placeholder: string | undefined;
  /** Completes the sentence "Allowed: …". */
  readonly allowed: string;
  /** What a shell offers when the Tab key is pressed: words, looked up then where they change, or its own file names. */
  readonly completion?: readonly string[] | (() => Promise<readonly string[]>) | 'files' | 'folders';
  /** Several values make a list: commas in one text, or the flag again. */
  readonly list: boolean;
  /** What stands between the values of a list in one text, where that is not a comma. */
  readonly separator?: string;
  /** The value, or undefined if the text is not allowed. */
  parse(text: string, origin: Origin): T | undefined;
}
