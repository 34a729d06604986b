/** Ready-made awkward accounts. */
export const PRESETS = [
  'demo',
  'one-owner',
  'automated-provisioning',
  'externally-managed',
  'empty',
  'ten-thousand',
  'every-script',
] as const;
export type Preset = (typeof PRESETS)[number];
