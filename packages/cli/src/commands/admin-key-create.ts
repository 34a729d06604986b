import { ACCOUNT_PERMISSIONS } from '@rollcall/contract/admin';
import { toTimestamp } from '@rollcall/server/domain/clock';
import { hashCredential, newAdminKey } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { adminKeyDocument } from '../administration/identity-documents.ts';
import { operatorContext } from '../administration/operator.ts';
import { noAccount } from '../administration/require.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { UsageError } from '../failure.ts';
import { adminKeyFields, keyAccountOption } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const adminKeyCreate = defineCommand({
  description:
    'Makes an admin key and prints it, this once: automation sends it to the management API, and these commands send it ' +
    'with --server.',
  arguments: {},
  options: { ...adminKeyFields, account: keyAccountOption, ...storeOptions, json: jsonOption, config: configOption },
  examples: [
    {
      does: 'Let a script of an account rotate secrets',
      command:
        'rollcall admin key create --label "Secret rotation" --account ABCDEFGHIJKLMNOPQRSTUVWXYZ \\\n' +
        '    --permission applications.read,applications.write --expires 2027-06-30',
    },
  ],
  async run({ options, givenAs }) {
    const { account, label, permission: permissions, expires } = options;
    const beyond = permissions.find((each) => account !== undefined && !(each in ACCOUNT_PERMISSIONS));
    if (beyond !== undefined) {
      throw new UsageError(`${beyond} is for keys of the whole deployment. Leave --account away, or this permission.`);
    }
    if (expires !== undefined && expires.getTime() <= Date.now()) {
      throw new UsageError(`${givenAs('expires')}: ${toTimestamp(expires.getTime())} is past. Give a later moment.`);
    }
    const context = operatorContext();
    const text = newAdminKey(systemRandom);
    const key = {
      id: systemRandom.uuid(),
      label,
      accountId: account,
      permissions,
      expireTime: expires === undefined ? undefined : toTimestamp(expires.getTime()),
    };
    await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      const isMade = await storage.createAdminKey({ ...key, hash: hashCredential(text) }, context);
      if (!isMade) noAccount(account ?? '');
    });
    const made = { ...key, createTime: toTimestamp(context.at), lastUseTime: undefined };
    if (options.json) return printJson({ ...adminKeyDocument(made), admin_key: text });
    printLine(`Made admin key ${key.id}:\n\n${text}\n`);
    printLine('Keep it now: it is stored as a hash only and is not shown again.');
  },
});
