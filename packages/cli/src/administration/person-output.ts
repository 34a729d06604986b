import type { Person } from '@rollcall/server';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields, renderTable, type TableStyle } from '../output/table.ts';

/** A person as JSON. Keys are those of the directory file. */
export function personDocument(person: Person) {
  return {
    id: person.id,
    email: person.email,
    display_name: person.displayName,
    state: person.state,
    role: person.role,
    security_group: person.securityGroup,
    externally_managed: person.externallyManaged,
    create_time: person.createTime,
  };
}

/** People, one a row. */
export function peopleTable(people: readonly Person[], style: TableStyle): string {
  const columns = ['Id', 'State', 'Role', 'Security group', 'Email', 'Name'].map((title) => ({ title }));
  const rows = people.map((each) => [
    each.id,
    each.state,
    each.role,
    each.securityGroup ? 'yes' : '',
    each.email,
    each.displayName,
  ]);
  return renderTable(columns, rows, style);
}

/** One person, field by field. */
export function printPerson(person: Person, json: boolean): void {
  if (json) {
    printJson(personDocument(person));
    return;
  }
  const fields = [
    ['Id', person.id],
    ['Email', person.email],
    ['Name', person.displayName],
    ['State', person.state],
    ['Role', person.role],
    ['Security group', person.securityGroup ? 'yes' : 'no'],
    ['Externally managed', person.externallyManaged ? 'yes' : 'no'],
    ['Created', person.createTime],
  ] as const;
  printLine(renderFields(fields, tableStyle()));
}
