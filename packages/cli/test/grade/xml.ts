import assert from 'node:assert/strict';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of its own, without what its children hold. */
  readonly text: string;
}

type Open = { name: string; attributes: Record<string, string>; children: Open[]; text: string };

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const TOKEN = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** Reads the part of XML that the reports use, and refuses everything else: a strict reader for tests. */
export function parseXml(document: string): XmlElement {
  const source = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').trimEnd();
  const holder: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [holder];
  let end = 0;
  for (const token of source.matchAll(TOKEN)) {
    end = token.index + token[0].length;
    const [, closing, name = '', attributes = '', empty, text] = token;
    const current = open.at(-1);
    assert.ok(current, 'something stands behind the end');
    if (text !== undefined) current.text += unescapeText(text);
    else if (closing) assert.equal(open.pop()?.name, name, 'elements are closed in order');
    else {
      const element: Open = { name, attributes: readAttributes(attributes), children: [], text: '' };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  assert.equal(end, source.length, `not XML: ${source.slice(end, end + 80)}`);
  assert.equal(open.length, 1, 'every element is closed');
  const [root, ...more] = holder.children;
  assert.ok(root !== undefined && more.length === 0, 'there is one root');
  return root;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, unescapeText(value)] as const,
  );
  assert.equal(new Set(pairs.map(([name]) => name)).size, pairs.length, 'no attribute is there twice');
  return Object.fromEntries(pairs);
}

function unescapeText(text: string): string {
  // XML 1.0, section 2.2: everything else is not well-formed, escaped or not.
  assert.doesNotMatch(text, /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  return text.replace(/&([^;]*);|&/g, (_, name: string | undefined) => {
    const character = NAMED[name ?? ''];
    assert.ok(character !== undefined, `&${name}; is not known`);
    return character;
  });
}

/** What readers of JUnit XML agree on: attributes of each element, and children in their order. */
const SCHEMA: Readonly<Record<string, { needs: readonly string[]; may: readonly string[]; holds: RegExp }>> = {
  testsuites: { needs: ['tests', 'failures', 'errors'], may: ['name', 'time'], holds: /^(testsuite )*$/ },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp', 'hostname', 'id', 'package'],
    may: [],
    holds: /^properties (testcase )*system-out system-err $/,
  },
  testcase: {
    needs: ['name', 'classname', 'time'],
    may: [],
    holds: /^(skipped |failure )?(system-out )?$/,
  },
  failure: { needs: ['message', 'type'], may: [], holds: /^$/ },
  skipped: { needs: [], may: ['message'], holds: /^$/ },
  properties: { needs: [], may: [], holds: /^$/ },
  'system-out': { needs: [], may: [], holds: /^$/ },
  'system-err': { needs: [], may: [], holds: /^$/ },
};

/** Holds a document against the schema and its own counts. @returns its root */
export function assertJUnit(document: string): XmlElement {
  const root = parseXml(document);
  assert.equal(root.name, 'testsuites');
  assertElement(root);
  const cases = (element: XmlElement): XmlElement[] =>
    element.children.flatMap((child) => (child.name === 'testcase' ? [child] : cases(child)));
  for (const element of [root, ...root.children]) {
    const having = (name: string) =>
      cases(element).filter(({ children }) => children.some((each) => each.name === name));
    assert.equal(Number(element.attributes.tests), cases(element).length);
    assert.equal(Number(element.attributes.failures), having('failure').length);
    if (element !== root) assert.equal(Number(element.attributes.skipped), having('skipped').length);
  }
  return root;
}

function assertElement({ name, attributes, children }: XmlElement): void {
  const rules = SCHEMA[name];
  assert.ok(rules, `<${name}> is none of JUnit's`);
  const names = Object.keys(attributes);
  for (const need of rules.needs) assert.ok(names.includes(need), `<${name}> lacks ${need}`);
  for (const each of names) assert.ok([...rules.needs, ...rules.may].includes(each), `<${name}> has ${each}`);
  for (const number of ['tests', 'failures', 'errors', 'skipped', 'id']) {
    if (attributes[number] !== undefined) assert.match(attributes[number], /^\d+$/);
  }
  if (attributes.time !== undefined) assert.match(attributes.time, /^\d+(\.\d{3})?$/);
  if (attributes.timestamp !== undefined) assert.match(attributes.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  assert.match(children.map((child) => `${child.name} `).join(''), rules.holds, `children of <${name}>`);
  for (const child of children) assertElement(child);
}
