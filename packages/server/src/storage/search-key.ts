/** Texts are compared without case; the two small sigmas are one letter. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/** What names are ordered and searched by, in UTF-8: its bytes compare as the characters do, on every engine. */
export function nameKey(name: string): Uint8Array {
  return Buffer.from(foldCase(name));
}
