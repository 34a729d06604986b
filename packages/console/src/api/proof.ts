/** The question whether it is really the person who signed in: asked by a call, answered in a dialog. */
let pending: { readonly promise: Promise<boolean>; readonly answer: (proven: boolean) => void } | undefined;
const listeners = new Set<() => void>();

/** Resolves when the dialog is through; calls that ask meanwhile share its answer. */
export function askForProof(): Promise<boolean> {
  if (pending === undefined) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    pending = { promise, answer: resolve };
    tell();
  }
  return pending.promise;
}

export function answerProof(proven: boolean): void {
  const asked = pending;
  pending = undefined;
  tell();
  asked?.answer(proven);
}

export function isProofAsked(): boolean {
  return pending !== undefined;
}

/** For `useSyncExternalStore`. */
export function followProof(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
