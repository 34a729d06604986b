import type { Scope } from '@rollcall/contract';
import type { CreateApplicationRequest } from '@rollcall/contract/admin';

/** An application before it is created. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly redirectUrl: string;
  readonly scopes: readonly Scope[];
}

export const EMPTY: Draft = { name: '', description: '', redirectUrl: '', scopes: [] };

/** The steps, in order. */
export const STEPS = ['about', 'redirect', 'scopes', 'review'] as const;
export type Step = (typeof STEPS)[number];

/** Fields of the request, by the step that asks for them. */
const FIELDS: Readonly<Record<Step, readonly (keyof CreateApplicationRequest)[]>> = {
  about: ['name', 'description'],
  redirect: ['redirect_url'],
  scopes: ['scopes'],
  review: [],
};

/** Whether a step has all that it asks for. */
export function isComplete(step: Step, draft: Draft): boolean {
  return {
    about: draft.name.trim() !== '',
    redirect: isHttps(draft.redirectUrl.trim()),
    scopes: draft.scopes.length > 0,
    review: true,
  }[step];
}

/** The step that asks for a field which the server refused. */
export function stepOfField(field: string): Step | undefined {
  return STEPS.find((step) => FIELDS[step].some((name) => field === name || field.startsWith(`${name}[`)));
}

export function asRequest({ name, description, redirectUrl, scopes }: Draft): CreateApplicationRequest {
  return {
    name: name.trim(),
    description: description.trim(),
    redirect_url: redirectUrl.trim(),
    scopes: [...scopes],
  };
}

/** Whether it is a whole address, encrypted. */
export function isHttps(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text);
}
