import { AdminApiRefusal } from './refusal.ts';

/** The answer; where the server knows nothing of what was named, what this command says of that. */
export function orNotFound<Answer>(asked: Promise<Answer>, notFound: () => never): Promise<Answer> {
  return asked.catch((error: unknown) => {
    if (error instanceof AdminApiRefusal && error.reason === 'not_found') return notFound();
    throw error;
  });
}
