import { ApiError } from '../api/api-error.ts';

/** What is wrong with a field, where a refusal says so: it stands at the field then. */
export function violationOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const found = error.violations.filter((violation) => violation.field === field);
  return found.length === 0 ? undefined : found.map(({ description }) => description).join(' ');
}
