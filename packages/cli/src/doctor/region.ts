import { REGION_BASE_URLS, type Region } from '@rollcall/client';
import type { Evidence } from './evidence.ts';
import { type Check, type Finding, failed, ok, skipped } from './finding.ts';
import { NoAnswer } from './requests.ts';
import { areRefused } from './token.ts';

/** Where the credentials or the account are unknown in one public region, they may be known in another. */
export const region: Check = {
  name: 'region',
  needs: ['HTTP', 'API version'],
  async run(evidence) {
    const regions = Object.entries(REGION_BASE_URLS) as [Region, string][]; // its keys are the regions
    const here = regions.find(([, url]) => url === evidence.connection.baseUrl)?.[0];
    if (here === undefined) return skipped('not one of the public regions');
    const trouble = await troubleOf(evidence);
    if (trouble === undefined) return ok(`${here} knows application and account`);
    if (trouble === 'unclear') return skipped('there is no token to tell by');
    const others = regions.filter(([name]) => name !== here);
    if (evidence.allRegions) return lookElsewhere(evidence, here, others);
    const flags = others.map(([name]) => `--region ${name}`).join(' and ');
    return failed(
      `${here} does not know the ${trouble}, which may be at home in another region`,
      `Try ${flags}; or run rollcall doctor --all-regions, which sends the credentials to them too.`,
      { credentials: true },
    );
  },
};

async function troubleOf(evidence: Evidence): Promise<'credentials' | 'account' | 'unclear' | undefined> {
  try {
    const { answer, token } = await evidence.token();
    if (token === undefined) return areRefused(answer) ? 'credentials' : 'unclear';
    return (await evidence.list()).status === 404 ? 'account' : undefined;
  } catch (error) {
    if (error instanceof NoAnswer) return 'unclear';
    throw error;
  }
}

async function lookElsewhere(
  evidence: Evidence,
  here: Region,
  others: readonly (readonly [Region, string])[],
): Promise<Finding> {
  const told: string[] = [];
  for (const [name, baseUrl] of others) {
    const found = await lookIn(evidence, baseUrl);
    if (found === 'at home') {
      return failed(`application and account are at home in ${name}, not in ${here}`, `Use --region ${name}.`, {
        credentials: true,
      });
    }
    told.push(`${name}: ${found}`);
  }
  return failed(
    `no region knows application and account together (${told.join('; ')})`,
    'Check client id, secret and account where the application was made.',
    { credentials: true },
  );
}

async function lookIn(evidence: Evidence, baseUrl: string): Promise<string> {
  try {
    const { answer, token } = await evidence.issueToken(baseUrl);
    if (token === undefined) return areRefused(answer) ? 'credentials refused' : `no token (${answer.status})`;
    const { status } = await evidence.listUsers(baseUrl, token);
    await evidence.giveBack(baseUrl, token);
    return status === 404 ? 'account unknown' : 'at home';
  } catch (error) {
    if (error instanceof NoAnswer) return error.message;
    throw error;
  }
}
