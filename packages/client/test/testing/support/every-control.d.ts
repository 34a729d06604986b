import type * as api from '@rollcall/client';
import type { AccountControls, SandboxAccount } from '@rollcall/client/testing';

export function everyControl(
  client: Pick<typeof api, 'createClient'>,
  account: AccountControls & Pick<SandboxAccount, 'options' | 'userId' | 'reset'>,
): Promise<object>;
export const EVERY_CONTROL: object;
