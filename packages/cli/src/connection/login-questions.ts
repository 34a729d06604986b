import { REGION_BASE_URLS, type Region } from '@rollcall/client';
import { Interrupted } from '../failure.ts';
import { CLIENT_ID } from '../options/application-options.ts';
import { ANY_ACCOUNT_ID, CLIENT_SECRET } from '../options/connection-options.ts';
import type { Kind } from '../options/kind.ts';
import { PUBLIC_URL } from '../options/kinds.ts';
import { PROFILE_NAME } from './profile.ts';

/** Asks a person on the terminal for what `rollcall login` was not given. Loaded only where there is somebody to ask. */

// Questions are no results: stdout may lead elsewhere.
const CONTEXT = { output: process.stderr };
const OTHER = 'other';

/** @param fallback what Enter alone means */
export function askProfileName(fallback: string): Promise<string> {
  return askText('Name of the profile', PROFILE_NAME, fallback);
}

/** Where the account is: a public region or a base URL. */
export async function askPlace(fallback: string | undefined): Promise<{ baseUrl: string; region: Region | undefined }> {
  const { select } = await import('@inquirer/prompts');
  const regions = (['com', 'ca', 'eu'] as const).map((value) => ({
    value,
    name: `${value}: ${REGION_BASE_URLS[value]}`,
  }));
  const known = regions.find(({ value }) => REGION_BASE_URLS[value] === fallback)?.value;
  const place = await quietly(
    select(
      {
        message: 'Where is the account?',
        choices: [{ value: OTHER, name: 'a Rollcall: at a URL of its own' }, ...regions],
        default: known ?? OTHER,
      },
      CONTEXT,
    ),
  );
  if (place !== OTHER) return { region: place, baseUrl: REGION_BASE_URLS[place] };
  const url = known === undefined ? fallback : undefined;
  return { region: undefined, baseUrl: await askText('Base URL', PUBLIC_URL, url) };
}

export function askAccount(fallback: string | undefined): Promise<string> {
  return askText('Account id', ANY_ACCOUNT_ID, fallback);
}

export function askClientId(fallback: string | undefined): Promise<string> {
  return askText('Client id', CLIENT_ID, fallback);
}

/** Nothing of it is shown while it is typed but stars. */
export async function askSecret(): Promise<string> {
  const { password } = await import('@inquirer/prompts');
  const validate = (text: string) => parse(CLIENT_SECRET, text) !== undefined || `Must be ${CLIENT_SECRET.allowed}.`;
  return (await quietly(password({ message: 'Client secret', mask: '*', validate }, CONTEXT))).trim();
}

/** False unless the answer is yes. */
export async function askReplace(question: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  return quietly(confirm({ message: question, default: false }, CONTEXT));
}

async function askText(message: string, kind: Kind<string>, fallback: string | undefined): Promise<string> {
  const { input } = await import('@inquirer/prompts');
  const given = await quietly(
    input(
      {
        message,
        ...(fallback === undefined ? {} : { default: fallback }),
        validate: (text) => parse(kind, text) !== undefined || `Must be ${kind.allowed}.`,
      },
      CONTEXT,
    ),
  );
  return parse(kind, given) ?? given;
}

/** What is pasted often brings a blank along. */
function parse(kind: Kind<string>, text: string): string | undefined {
  return kind.parse(text.trim(), { label: 'the answer', folder: process.cwd() });
}

/** Ctrl-C in a question ends the command as a signal does. */
async function quietly<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted('Nothing was stored.', 130);
    throw error;
  }
}
