import { fallbackOf } from '../options/describe.ts';
import { environmentName, type Option, usageOf } from '../options/option.ts';
import type { LoadedCommand } from './cli-reference.ts';
import { GENERATED_NOTE, markdownRows } from './document.ts';

/** One key of the config file, and where it counts. */
interface Setting {
  readonly option: Option<unknown>;
  /** `serve`, `sandbox`: the commands that take it, by their default. */
  readonly commands: string[];
  readonly fallbacks: Map<string, string[]>;
}

const INTRODUCTION = `Every setting can be given in three ways. The first of these that says something counts:

1. the flag on the command line,
2. the environment variable; an empty one counts as not set,
3. the key in the config file that \`--config\` or \`ROLLCALL_CONFIG\` names,

and then the default. A value that is not allowed is refused at start, with the place it was written in, the value
(never a secret one), and what is allowed; the exit code is 2. Client commands take what is given nowhere from the
profile that \`rollcall login\` stored, before the default.

The config file is YAML 1.2, and so may be JSON. One file may serve every command: each takes the keys it knows. A key
that no command knows is refused. Relative paths in it start at the folder of the file. Lists may be written as lists or
with commas. Switches are \`true\` or \`false\`; on the command line \`--no-strict\` takes back what the environment or
the file switched on.

\`\`\`yaml
# rollcall.yaml
data_dir: /var/lib/rollcall
host: 0.0.0.0
port: 443
region: eu
tls_cert: /etc/rollcall/cert.pem
tls_key: /etc/rollcall/key.pem
api_versions: [v1beta1, v1]
\`\`\`

\`\`\`sh
rollcall serve --config rollcall.yaml
\`\`\`

Two variables are no settings: \`ROLLCALL_DEBUG=1\` adds the stack to the message of a failure, and \`ROLLCALL_HOME\` names
the folder of the profiles that \`rollcall login\` stores, in place of the system's own (\`~/.config/rollcall\` on Linux).`;

/** docs/reference/configuration.md: every setting with its flag, variable, key, values and default. */
export function renderConfigurationReference(commands: readonly LoadedCommand[]): string {
  const settings = collectSettings(commands);
  const serve = settings.filter((each) => each.commands.includes('serve') || each.commands.includes('sandbox'));
  const others = settings.filter((each) => !serve.includes(each));
  return `${[
    GENERATED_NOTE,
    '# Configuration',
    INTRODUCTION,
    '## The server',
    ...serve.map(renderSetting),
    '## The other commands',
    ...others.map(renderSetting),
  ].join('\n\n')}\n`;
}

function collectSettings(commands: readonly LoadedCommand[]): Setting[] {
  const settings = new Map<string, Setting>();
  for (const { entry, command } of commands) {
    const name = entry.path.join(' ');
    for (const option of Object.values(command.options)) {
      const setting: Setting = settings.get(option.key) ?? { option, commands: [], fallbacks: new Map() };
      settings.set(option.key, setting);
      setting.commands.push(name);
      const fallback = option.required ? 'none: it must be given' : (fallbackOf(option) ?? switchDefault(option));
      setting.fallbacks.set(fallback, [...(setting.fallbacks.get(fallback) ?? []), name]);
    }
  }
  return [...settings.values()];
}

function switchDefault(option: Option<unknown>): string {
  return option.fallback ?? 'none';
}

function renderSetting({ option, commands, fallbacks }: Setting): string {
  const key = option.key === 'config' ? 'none: it names the file' : `\`${option.key}\``;
  const rows = [
    ['flag', `\`${usageOf(option)}\``],
    ['environment', `\`${environmentName(option)}\``],
    ['config key', key],
    ['allowed', option.kind.allowed],
    ['default', describeFallbacks(fallbacks)],
    ['used by', commands.map((name) => `\`${name}\``).join(', ')],
  ];
  return `### ${option.key}\n\n${option.description}\n\n${markdownRows([['', ''], ...rows])}`;
}

function describeFallbacks(fallbacks: ReadonlyMap<string, readonly string[]>): string {
  if (fallbacks.size === 1) return [...fallbacks.keys()].join('');
  return [...fallbacks].map(([fallback, names]) => `${fallback} (${names.join(', ')})`).join('; ');
}
