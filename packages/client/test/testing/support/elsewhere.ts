/** A program of its own, with the URL of the controls as its argument: prints what came of every control. */
import * as api from '@rollcall/client';
import { connectSandbox } from '@rollcall/client/testing';
import { everyControl } from './every-control.ts';

const sandbox = await connectSandbox(process.argv[2]);
const account = await sandbox.createAccount({ name: 'elsewhere', preset: 'one-owner' });
const told = await everyControl(api, account);
await account.delete();
process.stdout.write(JSON.stringify(told));
