/** What the console's page may do, besides what its policy for content says: use passkeys and copy, and nothing more. */
const PERMISSIONS = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'clipboard-write=(self)',
  ...['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture'].map((feature) => `${feature}=()`),
].join(', ');

/** What goes out with every file of the console. */
export const FILE_HEADERS = {
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * What goes out with the page.
 * @param nonce of the style elements that its components make: for this one answer
 */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    ...FILE_HEADERS,
    'content-security-policy': contentPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
    'x-frame-options': 'DENY',
  };
}

/** Content-Security-Policy Level 3: no script but the console's files, nothing from elsewhere, in no frame. */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
