import { environmentName, type Option } from './option.ts';

/** The line the help shows for an option: what it does, what is allowed where that is not plain, and the default. */
export function describeOption(option: Option<unknown>): string {
  const parts = [option.description];
  if (/^one (or more )?of /.test(option.kind.allowed)) parts.push(`${capital(option.kind.allowed)}.`);
  const fallback = fallbackOf(option);
  const notes = [`env ${environmentName(option)}`];
  if (option.required) notes.unshift('required');
  if (fallback !== undefined) notes.unshift(`default: ${fallback}`);
  return `${parts.join(' ')} (${notes.join('; ')})`;
}

/** The default as people read it; undefined where there is none. */
export function fallbackOf(option: Option<unknown>): string | undefined {
  if (option.fallbackNote !== undefined) return option.fallbackNote;
  return option.kind.placeholder === undefined && option.fallback === 'false' ? undefined : option.fallback;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
