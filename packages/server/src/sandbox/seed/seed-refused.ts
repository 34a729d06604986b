/** The sandbox cannot start with this seed. The message is for a person: where it is wrong, why, and the way out. */
export class SeedRefused extends Error {
  override readonly name = 'SeedRefused';
  /** Which of the ways to say who is in an account is at fault, as the controls call it. */
  readonly field: 'seed' | 'preset' | 'users' | 'random_seed';

  constructor(message: string, { field = 'seed', cause }: { field?: SeedRefused['field']; cause?: unknown } = {}) {
    super(message, { cause });
    this.field = field;
  }
}
