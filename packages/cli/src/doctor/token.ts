import { type Check, type Finding, failed, ok } from './finding.ts';
import { type Answer, NoAnswer } from './requests.ts';

/** The credentials are taken for a token. */
export const token: Check = {
  name: 'token',
  needs: ['HTTP', 'API version'],
  async run(evidence) {
    try {
      const { answer, token } = await evidence.token();
      return token === undefined ? explain(answer) : describe(answer);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return failed(`asking for a token: ${error.message}`, 'Try again; if it stays, ask who runs the server.');
    }
  },
};

function describe({ json }: Answer): Finding {
  const seconds = Number(json?.expires_in);
  const lifetime = seconds > 0 ? `, good for ${Math.round(seconds / 60)} minutes` : '';
  return ok(`the credentials are accepted: a token was issued${lifetime}`);
}

/** Credentials that are refused: the check of the region says more where it can. */
export function areRefused({ status, json }: Answer): boolean {
  return status === 401 || json?.error === 'invalid_client';
}

function explain(answer: Answer): Finding {
  const { status, json, headers } = answer;
  if (areRefused(answer)) {
    return failed(
      'the client id or the secret is refused (401)',
      'Copy both again from where the application was made, and store them with rollcall login. An application is ' +
        'known in its own region and server only, and a new secret ends the old one.',
      { credentials: true },
    );
  }
  if (status === 429) {
    const seconds = headers.get('retry-after');
    return failed(
      'too many wrong secrets were tried from here (429)',
      `Wait${seconds === null ? ' a while' : ` ${seconds} s`}, and then try the right one.`,
      { credentials: true },
    );
  }
  const reason = typeof json?.error === 'string' ? ` ${json.error}` : '';
  return failed(
    `no token was issued: ${status}${reason}`,
    status >= 500 ? 'Try again later, or ask who runs the server.' : 'Check --base-url and --api-version.',
  );
}
