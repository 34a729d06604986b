import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '@rollcall/test-browser';
import type { Browser, Page } from 'playwright-core';
import { ConsoleScene } from '../support/console-scene.ts';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts';
import { LOOKS, lookAt } from '../support/look-at.ts';
import { Visitor } from '../support/visitor.ts';

/** Nobody listens there. */
const NO_PROVIDER = 'https://127.0.0.1:1';

interface Place {
  readonly browser: Browser;
  readonly scene: ConsoleScene;
  readonly account: string;
  readonly people: Readonly<Record<'owner' | 'administrator', string>>;
}

test('the settings of an account', async (context) => {
  const browser = await openBrowser(context);
  if (browser === undefined) return context.skip('there is no browser for this system');
  const scene = await ConsoleScene.open(context);
  const { id, people } = await scene.account([{ role: 'owner' }, { role: 'administrator' }]);
  const [owner = '', administrator = ''] = people;
  const place: Place = { browser, scene, account: id, people: { owner, administrator } };

  for (const size of LOOKS) {
    const name = `${size.width}-${size.colorScheme}`;
    await context.test(`are well for everybody at ${name}`, async () => {
      for (const who of ['owner', 'administrator', 'operator'] as const) {
        const visitor = await visit(place, who, size);
        await lookAt(visitor.page, `settings-${who}-${name}`);
        await leave(visitor, scene);
      }
    });
  }
  await context.test('are changed by owners, who are asked about what has consequences', () => asOwner(place));
  await context.test('are seen by administrators, who are told who may change them', () => asAdministrator(place));
  await context.test('have limits, which operators set', () => setLimits(place));
  await context.test('have no single sign-on that does not answer', () => setUpNothing(place));
  await context.test('have single sign-on that operators set up, change and switch off', async (context) => {
    const provider = await startIdentityProvider(context, `${scene.baseUrl}/admin/v1/session:finishSso`);
    await setUp(place, provider.settings);
  });
});

async function asOwner(place: Place): Promise<void> {
  const visitor = await visit(place, 'owner');
  const { page } = visitor;
  const account = section(page, 'Account');
  const name = account.getByRole('textbox', { name: 'Name' });
  await explained(account.getByRole('button', { name: 'Save' }), 'There is nothing to save yet.');
  await name.fill('Difference <Engines>');
  await name.press('Enter');
  await page.getByText('The settings are saved').waitFor();
  assert.equal((await place.scene.storage.findAccount(place.account))?.name, 'Difference <Engines>');

  const provisioning = section(page, 'Who manages people');
  await provisioning.getByRole('radio', { name: 'Automated provisioning' }).check();
  await provisioning.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change who manages people?' });
  await dialog.getByText('nobody can suspend or reactivate people of Difference <Engines>').waitFor();
  await lookAt(page, 'settings-confirm-1440-light');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await place.scene.storage.findAccount(place.account))?.provisioning, 'manual');
  await provisioning.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await place.scene.storage.findAccount(place.account))?.provisioning, 'automated');
  await explained(section(page, 'Limits of the Users API').getByRole('button'), OPERATORS_ONLY);
  await leave(visitor, place.scene);
}

const OWNERS_ONLY = 'Only an owner of the account may change this.';
const OPERATORS_ONLY = 'Only the operator of the deployment may change this.';

async function asAdministrator(place: Place): Promise<void> {
  const visitor = await visit(place, 'administrator');
  const { page } = visitor;
  const account = section(page, 'Account');
  assert.equal(await account.getByRole('textbox', { name: 'Name' }).getAttribute('readonly'), '');
  await explained(account.getByRole('button', { name: 'Save' }), OWNERS_ONLY);
  await explained(section(page, 'Who manages people').getByRole('button', { name: 'Save' }), OWNERS_ONLY);
  await leave(visitor, place.scene);
}

async function setLimits(place: Place): Promise<void> {
  const visitor = await visit(place, 'operator');
  const limits = section(visitor.page, 'Limits of the Users API');
  await limits.getByLabel('Requests per minute', { exact: true }).selectOption('A limit of its own');
  await limits.getByLabel('Requests per minute: how many').fill('120');
  await limits.getByLabel('Requests per hour', { exact: true }).selectOption('No limit');
  await limits.getByRole('button', { name: 'Save' }).click();
  await visitor.page.getByText('The settings are saved').waitFor();
  const saved = await place.scene.storage.findAccount(place.account);
  assert.deepEqual([saved?.requestsPerMinute, saved?.requestsPerHour], [120, 0]);
  await limits.getByLabel('Requests per minute', { exact: true }).selectOption('As the deployment has it');
  await limits.getByRole('button', { name: 'Save' }).click();
  await limits.getByText('There is nothing to save yet.').waitFor();
  const reset = await place.scene.storage.findAccount(place.account);
  assert.deepEqual([reset?.requestsPerMinute, reset?.requestsPerHour], [undefined, 0]);
  await leave(visitor, place.scene);
}

async function setUpNothing(place: Place): Promise<void> {
  const visitor = await visit(place, 'operator');
  const { page } = visitor;
  const sso = section(page, 'Single sign-on');
  assert.match(await sso.getByLabel('Redirect URI', { exact: true }).inputValue(), /\/admin\/v1\/session:finishSso$/);
  await sso.getByRole('textbox', { name: 'Issuer' }).fill(NO_PROVIDER);
  await sso.getByRole('textbox', { name: 'Client id' }).fill('console');
  await sso.getByRole('button', { name: 'Switch single sign-on on' }).click();
  await sso.getByRole('alert').getByText(`No identity provider answers at ${NO_PROVIDER}`).waitFor();
  await lookAt(page, 'settings-no-provider-1440-light');
  assert.equal(await place.scene.storage.findSingleSignOn(place.account), undefined);
  await visitor.close();
}

async function setUp(place: Place, settings: IdentityProvider['settings']): Promise<void> {
  const operator = await visit(place, 'operator');
  const sso = section(operator.page, 'Single sign-on');
  await sso.getByRole('textbox', { name: 'Issuer' }).fill(settings.issuer);
  await sso.getByRole('textbox', { name: 'Client id' }).fill(settings.client_id);
  await sso.getByLabel('Client secret', { exact: true }).fill(settings.client_secret);
  await sso.getByRole('button', { name: 'Switch single sign-on on' }).click();
  await sso.getByRole('button', { name: 'Save single sign-on' }).waitFor();
  await sso.getByText('It is kept sealed and never shown.').waitFor();
  assert.equal(await sso.getByLabel('Client secret', { exact: true }).inputValue(), '');
  await lookAt(operator.page, 'settings-sso-operator-1440-light');

  const owner = await visit(place, 'owner');
  const seen = section(owner.page, 'Single sign-on');
  await seen.getByText(settings.issuer).waitFor();
  await seen.getByText(OPERATORS_ONLY).waitFor();
  assert.equal(await seen.getByRole('textbox', { name: 'Issuer' }).count(), 0);
  await lookAt(owner.page, 'settings-sso-owner-1440-light');

  await sso.getByRole('button', { name: 'Switch off' }).click();
  const dialog = operator.page.getByRole('dialog', { name: 'Switch single sign-on off?' });
  await lookAt(operator.page, 'settings-sso-off-1440-light');
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await sso.getByRole('button', { name: 'Switch single sign-on on' }).waitFor();
  // The other browser hears of it.
  await seen.getByText('Single sign-on is off').waitFor();
  await leave(owner, place.scene);
  await leave(operator, place.scene);
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** Who gets to the button by keyboard and listens is told why it cannot be pressed. */
async function explained(button: ReturnType<Page['getByRole']>, reason: string): Promise<void> {
  await button.focus();
  const heard = await button.evaluate((element) => {
    const described = document.getElementById(element.getAttribute('aria-describedby') ?? '');
    return [element === document.activeElement, element.getAttribute('aria-disabled'), described?.textContent];
  });
  assert.deepEqual(heard, [true, 'true', reason]);
}

async function visit(place: Place, who: keyof Place['people'] | 'operator', options = {}): Promise<Visitor> {
  const { browser, scene, account, people } = place;
  const visitor = await Visitor.at(browser, options);
  const principal =
    who === 'operator'
      ? await scene.operator()
      : ({ kind: 'person', accountId: account, userId: people[who] } as const);
  await visitor.accept(await scene.invite(principal));
  await visitor.page.goto(scene.page(`/accounts/${account}/settings`));
  await section(visitor.page, 'Single sign-on').waitFor();
  return visitor;
}

async function leave(visitor: Visitor, scene: ConsoleScene): Promise<void> {
  const { watched } = visitor;
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual([...new Set(watched.requests.map((each) => new URL(each).origin))], [scene.baseUrl]);
  await visitor.close();
}
