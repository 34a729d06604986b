/** The sandbox cannot start with this seed. The message is for a person: where it is wrong, why, and the way out. */
export class SeedRefused extends Error {
  override readonly name = 'SeedRefused';
}
