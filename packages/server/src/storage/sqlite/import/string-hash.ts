/**
 * A hash of a text as a non-negative integer below 2^53: two 32-bit multiply-and-xor lanes with MurmurHash3's constants
 * and finish. Even over 2^21 texts two are alike once in ten thousand times: good for a first look, never for a verdict.
 */
export function hashOfText(text: string, seed: number): number {
  let high = 0x9e3779b9 ^ seed;
  let low = 0x85ebca6b ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0xcc9e2d51);
    high = (high << 13) | (high >>> 19);
    low = Math.imul(low ^ unit, 0x1b873593);
    low = (low << 15) | (low >>> 17);
  }
  return (finish(high ^ text.length) & 0x1fffff) * 2 ** 32 + finish(low ^ high);
}

function finish(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
