import type { Application as WireApplication, ApplicationSecret as WireSecret } from '@rollcall/contract/admin';
import type { Application } from '../../../domain/directory.ts';
import type { ApplicationSecret } from '../../../storage/application-verbs.ts';

/** An application as it goes over the wire. Limits are those of its own: it has others where they are left out. */
export function applicationOnWire(application: Application, secrets: readonly ApplicationSecret[]): WireApplication {
  const { requestsPerMinute, requestsPerHour } = application;
  return {
    client_id: application.clientId,
    account_id: application.accountId,
    name: application.name,
    description: application.description,
    redirect_url: application.redirectUrl,
    scopes: [...application.scopes],
    ...(requestsPerMinute !== undefined && { requests_per_minute: requestsPerMinute }),
    ...(requestsPerHour !== undefined && { requests_per_hour: requestsPerHour }),
    create_time: application.createTime,
    secrets: secrets.map(secretOnWire),
  };
}

export function secretOnWire({ id, label, createTime, expireTime, lastUseTime }: ApplicationSecret): WireSecret {
  return {
    id,
    label,
    create_time: createTime,
    ...(expireTime !== undefined && { expire_time: expireTime }),
    ...(lastUseTime !== undefined && { last_use_time: lastUseTime }),
  };
}
