import { once } from 'node:events';
import { createServer } from 'node:net';
import { explainListenError, type ServicePlan } from './service-plan.ts';

/**
 * Listens where the plan says and stops again at once: a moment's look whether that will work.
 *
 * @throws Failure if the address is none of this machine's, or the port is taken or not permitted
 */
export async function requireListenable(plan: ServicePlan): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ ...plan.listen });
    await once(probe, 'listening');
  } catch (error) {
    throw explainListenError(error, plan);
  }
  probe.close();
  await once(probe, 'close');
}
