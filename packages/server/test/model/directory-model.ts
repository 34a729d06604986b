import type { Service } from '../service/service.ts';
import type { AccountModel } from './account-model.ts';
import type { WalkModel } from './walk-model.ts';

/** Everything the commands know. */
export interface DirectoryModel {
  readonly accounts: AccountModel[];
  readonly walks: WalkModel[];
}

/** What the commands are tried on. */
export interface RealDirectory {
  readonly service: Service;
}

/** The account with this number; any number will do. */
export function accountOf({ accounts }: DirectoryModel, number: number): AccountModel {
  const account = accounts[number % accounts.length];
  if (!account) throw new Error('no account is open yet');
  return account;
}

/** Tells the walks that people changed. */
export function noticeChange({ walks }: DirectoryModel): void {
  for (const walk of walks) walk.notice();
}
