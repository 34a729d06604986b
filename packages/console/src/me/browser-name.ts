/** In the order in which they are looked for: most browsers call themselves by the names of others as well. */
const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const;

export interface BrowserName {
  /** `Firefox 140` */
  readonly browser: string;
  /** `macOS`; undefined where it does not say. */
  readonly system: string | undefined;
}

/** What a browser and its system are called by people. @returns undefined for what is none that is known here */
export function browserName(userAgent: string): BrowserName | undefined {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version === undefined) continue;
    return { browser: `${name} ${version}`, system: SYSTEMS.find(([, system]) => system.test(userAgent))?.[0] };
  }
  return undefined;
}
