import { adminCommand } from '../output/shell.ts';
import { PUBLIC_HOSTS } from './plan-regions.ts';

/** Where a client runs that has host names built in. */
export const SYSTEMS = ['linux', 'macos', 'docker', 'ci'] as const;
export type System = (typeof SYSTEMS)[number];

/** How the names come to lead to a sandbox on one system, and how that ends. */
export interface HostRecipe {
  readonly title: string;
  /** One command for bash. */
  readonly command: string;
  readonly undo: string | undefined;
  readonly note: string;
}

/** What marks the line, so that it can be taken out again. */
const MARK = '# rollcall sandbox';
const START = 'sandbox --regions com,ca,eu --port 443 --tls-dir sandbox-tls';

/** The sandbox to start first: on the port that such clients use, with a certificate for the names. */
export function startCommand(system: System): string {
  // Elsewhere the names lead to loopback; containers come from outside, and macOS opens 443 to everybody only everywhere.
  return adminCommand(system === 'docker' || system === 'macos' ? `${START} --host 0.0.0.0` : START, undefined);
}

export function hostRecipe(system: System): HostRecipe {
  const names = [...PUBLIC_HOSTS.values()];
  const line = `127.0.0.1 ${names.join(' ')} ${MARK}`;
  const port = 'sysctl -q -w net.ipv4.ip_unprivileged_port_start';
  // Written into the file as it is: in containers it is mounted, and cannot be replaced by another.
  const withoutLine = `kept="$(sed "/${MARK}/d" /etc/hosts)" && printf "%s\\n" "$kept" > /etc/hosts`;
  const linux = {
    command: `sudo sh -c 'echo "${line}" >> /etc/hosts && ${port}=443'`,
    undo: `sudo sh -c '${withoutLine} && ${port}=1024'`,
  };
  switch (system) {
    case 'linux':
      return { title: 'Linux', ...linux, note: 'The names lead here, and port 443 may be opened by everybody.' };
    case 'macos':
      return {
        title: 'macOS',
        command: `sudo sh -c 'echo "${line}" >> /etc/hosts' && dscacheutil -flushcache`,
        undo: `sudo sh -c '${withoutLine}' && dscacheutil -flushcache`,
        note: 'Since macOS 10.14, port 443 may be opened by everybody on all interfaces.',
      };
    case 'docker':
      return {
        title: 'Docker',
        command:
          `docker run --rm ${names.map((name) => `--add-host ${name}:host-gateway`).join(' ')} ` +
          '-v "$PWD/sandbox-tls/ca.pem:/ca.pem:ro" -e NODE_EXTRA_CA_CERTS=/ca.pem -e SSL_CERT_FILE=/ca.pem YOUR_IMAGE',
        undo: undefined,
        note:
          'For a client in a container, with the sandbox on the host. Nothing outside of the container changes. (A host ' +
          `with Linux opens port 443 to everybody by: sudo ${port}=443)`,
      };
    case 'ci':
      return {
        title: 'CI (a step of GitHub Actions on ubuntu, or any Linux runner with sudo)',
        command: linux.command,
        undo: undefined,
        note: 'The runner is thrown away afterwards.',
      };
  }
}
