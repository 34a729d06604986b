import type { ImportReport } from '@rollcall/server/directory';
import { SECRET_ONCE } from '../administration/application-table.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { renderTable } from '../output/table.ts';

/** Says what an import did: counts, warnings, and the secrets that were made. */
export function printImport(report: ImportReport, json: boolean): void {
  const { summary, madeSecrets, warnings } = report;
  if (json) {
    printJson(importDocument(report));
    return;
  }
  const rows = Object.entries(summary).map(([kind, counts]) => [
    kind,
    String(counts.created),
    String(counts.updated),
    String(counts.unchanged),
  ]);
  const columns = ['', 'created', 'updated', 'unchanged'].map((title, index) => ({
    title,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  printLine(renderTable(columns, rows, tableStyle()));
  for (const warning of warnings) process.stderr.write(`rollcall: warning: ${printableText(warning)}\n`);
  if (madeSecrets.length === 0) return;
  const secretRows = madeSecrets.map((made) => [made.name, made.accountId, made.clientId, made.secret]);
  const secretColumns = ['Application', 'Account', 'Client id', 'Client secret'].map((title) => ({ title }));
  printLine(`\n${renderTable(secretColumns, secretRows, tableStyle())}\n\n${SECRET_ONCE}`);
}

function importDocument({ summary, madeSecrets, warnings }: ImportReport) {
  return {
    ...summary,
    made_secrets: madeSecrets.map((made) => ({
      account_id: made.accountId,
      client_id: made.clientId,
      name: made.name,
      client_secret: made.secret,
    })),
    warnings,
  };
}
