/** Something the person has to change before the command can work. Shown as one sentence; the exit code is 1. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly exitCode: number = 1;
}

/** The command was called wrongly: a value that is not allowed, flags that exclude each other. The exit code is 2. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** Stopped by a signal: the exit code says by which. */
export class Interrupted extends Failure {
  override readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
