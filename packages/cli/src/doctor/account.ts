import { type Check, type Finding, failed, ok, skipped } from './finding.ts';
import { type Answer, NoAnswer } from './requests.ts';

/** The account is the application's. */
export const account: Check = {
  name: 'account',
  needs: ['token'],
  async run(evidence) {
    const { accountId } = evidence.connection;
    const known = await evidence.introspection();
    if (known?.accountId !== undefined && known.accountId !== accountId) return wrongAccount(known.accountId);
    try {
      const answer = await evidence.list();
      const name = known?.applicationName === undefined ? '' : ` "${known.applicationName}"`;
      if (known?.accountId === accountId && answer.status !== 401)
        return ok(`${accountId} is the application's${name}`);
      return judge(answer, accountId);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return failed(`listing people: ${error.message}`, 'Try again; if it stays, ask who runs the server.');
    }
  },
};

function wrongAccount(right: string): Finding {
  return failed(
    `the application belongs to the account ${right}`,
    `Use --account ${right}, or that account's application.`,
  );
}

function judge({ status }: Answer, accountId: string): Finding {
  if (status === 200) return ok(`${accountId} is the application's`);
  if (status === 404) {
    return failed(
      `${accountId} is not known here to this application (404)`,
      'Check --account. Accounts are known in their own region only: check --region or --base-url too.',
    );
  }
  if (status === 401) {
    return failed('the new token is refused (401)', 'A proxy may take the Authorization header off: ask who runs it.', {
      credentials: true,
    });
  }
  if (status === 403) return skipped('listing is refused, and only that would tell');
  if (status === 429) return skipped('the limit is used up, and only listing would tell');
  return failed(`listing people answers ${status}`, 'Try again later, or ask who runs the server.');
}
