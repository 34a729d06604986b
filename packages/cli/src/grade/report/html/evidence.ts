import type { GradeEvidence, JournalEntry } from '@rollcall/contract/sandbox';
import { counted } from '../../../output/print.ts';
import { printableText } from '../../../output/printable-text.ts';
import { type Markup, markup } from '../markup.ts';
import { answerOf, requestLine } from '../words.ts';

/** What a client sent, as code: whatever is in it, it changes neither the page nor its direction. */
export function sent(text: string): Markup {
  return markup`<code><bdi>${printableText(text)}</bdi></code>`;
}

/**
 * The requests that show what was found.
 *
 * @param whole with everything that is known of each, to be opened
 */
export function evidenceList(
  evidence: readonly GradeEvidence[],
  requests: ReadonlyMap<number, JournalEntry>,
  whole: boolean,
): Markup {
  const items = evidence.map(({ sequence, note }) => {
    const request = requests.get(sequence);
    const head =
      request &&
      markup`<p><span class="number">#${sequence}</span>${sent(requestLine(request))} → ${printableText(answerOf(request))}</p>`;
    return markup`<li>${head}<p class="note">${printableText(note)}</p>${request && whole && wholeRequest(request)}</li>`;
  });
  return markup`<ol class="evidence">${items}</ol>`;
}

function wholeRequest(request: JournalEntry): Markup {
  const rows = fieldsOf(request).map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`);
  return markup`<details><summary>Request #${request.sequence} in full</summary><dl class="request">${rows}</dl></details>`;
}

function fieldsOf(request: JournalEntry): (readonly [string, Markup | string])[] {
  const { page, token, fault } = request;
  const fields: (readonly [string, Markup | string | undefined])[] = [
    ['Operation', request.operation],
    ['Arrived', `${request.wall_time}, answered after ${Math.round(request.duration_ms)} ms`],
    ['Region', request.region],
    ['Path', sent(request.path)],
    ['Query', Object.keys(request.query).length > 0 ? sent(queryText(request)) : undefined],
    ['Headers', headers(request)],
    ['Body', request.request_body ? sent(request.request_body) : undefined],
    ['Token', token && `${token.fingerprint}${token.expired ? ', expired' : ''}`],
    ['Page', page && pageText(page)],
    ['Retry-After', request.retry_after],
    ['Fault', fault && `${fault.kind}: set by the sandbox`],
    ['X-Request-Id', sent(request.request_id)],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function queryText({ query }: JournalEntry): string {
  return Object.entries(query)
    .flatMap(([name, values]) => values.map((value) => `${name}=${value}`))
    .join('  ');
}

function headers({ request_headers: all }: JournalEntry): Markup {
  return markup`${Object.entries(all).map(([name, value]) => markup`${sent(`${name}: ${value}`)}<br>`)}`;
}

function pageText({ number, walk, people, has_next: hasNext }: NonNullable<JournalEntry['page']>): string {
  const held = people === undefined ? '' : `: ${counted(people, 'person', 'people')}`;
  const next = hasNext === undefined ? '' : hasNext ? ', with a next_page_token' : ', the last one';
  return `page ${number} of list ${walk}${held}${next}`;
}
