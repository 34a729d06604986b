import { configOption, jsonOption } from '../options/common-options.ts';
import { choices } from '../options/kinds.ts';
import { optionWithDefault } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { hostRecipe, SYSTEMS, startCommand } from '../sandbox/host-recipes.ts';
import { defineCommand } from './command.ts';

export const sandboxHosts = defineCommand({
  description:
    'Explains how clients that have the hosts of the public regions built in reach a sandbox: one command each that maps ' +
    'the names, and the certificate to trust. It changes nothing itself. On test machines only: while the names are ' +
    'mapped, nothing there reaches the real API.',
  arguments: {},
  options: {
    system: optionWithDefault(
      { flag: 'system', key: 'hosts_system', kind: choices('SYSTEM', SYSTEMS), description: 'Where the client runs.' },
      SYSTEMS.join(','),
    ),
    json: jsonOption,
    config: configOption,
  },
  examples: [{ does: 'On this machine', command: 'rollcall sandbox hosts --system linux' }],
  async run({ options: { system: systems, json } }) {
    const recipes = systems.map((system) => ({ system, start: startCommand(system), ...hostRecipe(system) }));
    if (json) return printJson({ recipes });
    for (const { system, title, start, command, undo, note } of recipes) {
      const mapping = `  # ${note}\n  ${command}`;
      const sandbox = `  # the sandbox, with a certificate for the names\n  ${start}`;
      // A container needs the certificate when it starts; elsewhere the sandbox needs the port to be open to it.
      const steps = system === 'docker' ? [sandbox, mapping] : [mapping, sandbox];
      const back = undo === undefined ? '' : `  # and back\n  ${undo}\n`;
      printLine([title, ...steps, back].join('\n'));
    }
    printLine(
      'Each name is answered by its own region. The client has to trust sandbox-tls/ca.pem (NODE_EXTRA_CA_CERTS,\n' +
        'SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE), which vouches for these names: let one program trust it, not\n' +
        'the whole system, and remove the folder sandbox-tls afterwards.',
    );
  },
});
