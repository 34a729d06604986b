import { choice } from '../options/kinds.ts';
import { defineCommand } from './command.ts';

const SHELL = choice('SHELL', ['bash', 'zsh', 'fish']);

export const completion = defineCommand({
  description:
    'Prints a script that lets the Tab key complete commands, flags and their values. rollcall itself has to be in ' +
    'PATH. Put the line for your shell into the file it reads at its start (~/.bashrc, ~/.zshrc), or for fish save the ' +
    'script where it looks for completions. The script stays as it is when rollcall is updated.',
  arguments: { shell: { name: 'SHELL', kind: SHELL, description: 'Your shell.' } },
  options: {},
  examples: [
    { does: 'bash: a line for ~/.bashrc', command: 'eval "$(rollcall completion bash)"' },
    { does: 'zsh: a line for ~/.zshrc', command: 'eval "$(rollcall completion zsh)"' },
    {
      does: 'fish: once',
      command: 'rollcall completion fish > ~/.config/fish/completions/rollcall.fish',
    },
  ],
  async run({ arguments: { shell } }) {
    process.stdout.write(await SCRIPTS[shell]());
  },
});

const SCRIPTS = {
  bash: async () => (await import('../completion/bash-script.ts')).BASH_SCRIPT,
  zsh: async () => (await import('../completion/zsh-script.ts')).ZSH_SCRIPT,
  fish: async () => (await import('../completion/fish-script.ts')).FISH_SCRIPT,
};
