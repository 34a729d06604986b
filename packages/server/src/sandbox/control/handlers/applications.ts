import { SCOPES } from '@rollcall/contract';
import type {
  CreateApplicationRequest,
  SandboxApplication,
  SandboxApplications,
  UpdateApplicationRequest,
} from '@rollcall/contract/sandbox';
import { newClientSecret } from '../../../domain/credentials.ts';
import type { Application } from '../../../domain/directory.ts';
import { firstSecret } from '../../../storage/first-secret.ts';
import { StorageConflict } from '../../../storage/storage.ts';
import { operatorContext } from '../../people/operator-context.ts';
import { unusedId } from '../../people/unused-id.ts';
import { repeatableRandom } from '../../seed/repeatable-random.ts';
import type { ControlCall, ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';
import { orTaken, taken } from '../taken.ts';

const REDIRECT_URL = 'https://example.com/callback';

export const applicationHandlers = {
  ListApplications: async ({ homed, params }) => {
    const applications = await homed().tenant.storage.listApplications(params.account);
    return { applications: applications.map(toWire) } satisfies SandboxApplications;
  },
  CreateApplication: async (call) => {
    const { name = 'Test', client_id: given } = call.body as CreateApplicationRequest; // follows the schema
    if (given !== undefined) return orTaken(create(call, await freeClientId(call, given)));
    for (;;) {
      const made = create(call, await newClientId(call, name));
      const created = await made.catch((error: unknown) => {
        // Another call took the id between the look and the creation.
        if (!(error instanceof StorageConflict)) throw error;
      });
      if (created) return created;
    }
  },
  UpdateApplication: async (call) => {
    const { storage, clock } = call.homed().tenant;
    const { scopes } = call.body as UpdateApplicationRequest; // follows the schema
    await requireApplication(call);
    const application = await storage.updateApplication(clientOf(call), { scopes }, operatorContext(clock.now()));
    if (application === undefined) throw noApplication(call);
    return toWire(application);
  },
  DeleteApplication: async (call) => {
    const { storage, clock } = call.homed().tenant;
    await requireApplication(call);
    if (!(await storage.deleteApplication(clientOf(call), operatorContext(clock.now())))) throw noApplication(call);
    return undefined;
  },
} as const satisfies ControlHandlers;

async function create(call: ControlCall, clientId: string): Promise<SandboxApplication> {
  const { storage, clock } = call.homed().tenant;
  const { name = 'Test', scopes = SCOPES, client_secret: given } = call.body as CreateApplicationRequest; // follows the schema
  const random = repeatableRandom(`secret of ${clientId}`);
  const clientSecret = given ?? newClientSecret(random);
  const application = await storage.createApplication(
    {
      clientId,
      accountId: accountOf(call),
      name,
      description: '',
      redirectUrl: REDIRECT_URL,
      scopes,
      requestsPerMinute: undefined,
      requestsPerHour: undefined,
      secret: firstSecret(random, clientSecret),
    },
    operatorContext(clock.now()),
  );
  if (application === undefined) throw new ControlRefusal('not_found');
  return { ...toWire(application), client_secret: clientSecret };
}

function accountOf({ params }: ControlCall): string {
  return params.account ?? '';
}

/** Ids are stored in lower case, and may be asked for in any. */
function clientOf({ params }: ControlCall): string {
  return (params.client ?? '').toLowerCase();
}

/** By the name: the same at every start. */
function newClientId(call: ControlCall, name: string): Promise<string> {
  return unusedId({
    storage: call.homed().tenant.storage,
    source: `${accountOf(call)} application ${name}`,
    make: (random) => random.uuid(),
    isTaken: (id) => isKnown(call, id),
  });
}

/** @throws ControlRefusal already_exists */
async function freeClientId(call: ControlCall, given: string): Promise<string> {
  const clientId = given.toLowerCase();
  if (!(await isKnown(call, clientId))) return clientId;
  const message = `There is an application with the client id ${clientId} already. Choose another id.`;
  throw taken(new StorageConflict('client_id', message));
}

/** Whoever sends a client id must be of one account: in any of the region, it is taken. */
async function isKnown({ homed }: ControlCall, clientId: string): Promise<boolean> {
  for (const { storage } of homed().region.tenants) if (await storage.findApplication(clientId)) return true;
  return false;
}

/** @throws ControlRefusal not_found unless the account of the path has it */
async function requireApplication(call: ControlCall): Promise<void> {
  const application = await call.homed().tenant.storage.findApplication(clientOf(call));
  if (application?.accountId !== accountOf(call)) throw noApplication(call);
}

function noApplication({ params }: ControlCall): ControlRefusal {
  return new ControlRefusal('not_found', {
    sentence:
      `The account ${params.account} has no application with the client id ${params.client}. ` +
      'List its applications to see which there are.',
  });
}

/** An application as it goes over the wire. */
function toWire({ clientId, name, scopes, createTime }: Application): SandboxApplication {
  return { client_id: clientId, name, scopes: [...scopes], create_time: createTime };
}
