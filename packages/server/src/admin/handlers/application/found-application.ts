import type { StoredApplication } from '../../../storage/storage.ts';
import type { AdminCall } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';

/** The account of the path, in which the operation is allowed. */
export function accountOf({ params }: AdminCall): string {
  return params.account ?? '';
}

/** The application of the path, whether there is one or not. */
export function clientOf({ params }: AdminCall): string {
  return params.client ?? '';
}

/**
 * The application of the path.
 * @throws AdminRefusal not_found unless the account of the path has it: that it is another's is nobody's business
 */
export async function foundApplication(call: AdminCall): Promise<StoredApplication> {
  const application = await call.services.storage.findApplication(clientOf(call));
  if (application?.accountId !== accountOf(call)) throw noApplication(call);
  return application;
}

/** It is not there, or not any more. */
export function noApplication({ params }: AdminCall): AdminRefusal {
  return new AdminRefusal('not_found', {
    sentence:
      `The account ${params.account} has no application with the client id ${params.client}. ` +
      'List its applications to see which there are.',
  });
}
