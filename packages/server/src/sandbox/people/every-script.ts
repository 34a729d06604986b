import { toTimestamp } from '../../domain/clock.ts';
import type { Person } from '../../domain/directory.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import { repeatableRandom } from '../seed/repeatable-random.ts';

const SINCE = Date.UTC(2025, 0, 1);
const DAY = 24 * 3600 * 1000;

/** Names that a directory may hold, by what is awkward about them. What cannot be seen is escaped. */
const AWKWARD_NAMES: Readonly<Record<string, string>> = {
  latin: 'Ada Lovelace',
  'latin.composed': 'Am\u00e9lie Nu\u00f1ez',
  'latin.decomposed': 'Ame\u0301lie Nun\u0303ez',
  vietnamese: 'Nguyễn Thị Hồng Nhung',
  'turkish.dotless': 'Işıl İnci Iğdır',
  'german.sharp-s': 'STRAUẞ Weiß',
  greek: 'Ἀριστοτέλης Παπαδόπουλος',
  cyrillic: 'Ѳёдоръ Щукинъ',
  armenian: 'Արամ Խաչատրյան',
  georgian: 'ქეთევან ჯავახიშვილი',
  arabic: 'عَبْدُ ٱلرَّحْمٰن الحسيني',
  'arabic.ligature': 'محمد ﷺ ﷲ',
  persian: 'علی\u200cرضا می\u200cخواهد',
  urdu: 'فاطمہ ٹھاکر',
  hebrew: 'נֹעָה בֶּן־דָּוִד',
  'mixed.direction': 'Noa (נועה) 42 محمد',
  'direction.override': 'moc.elpmaxe\u202egnp.\u202c tail',
  devanagari: 'क्षितिज श्रीवास्तव',
  bengali: 'অঞ্জলি চট্টোপাধ্যায়',
  tamil: 'கிருஷ்ணமூர்த்தி',
  telugu: 'శ్రీనివాస్',
  thai: 'กมลวรรณ ณ เชียงใหม่',
  khmer: 'សុខ ស្រីពៅ',
  burmese: 'အောင်ဆန်း',
  tibetan: 'བསྟན་འཛིན་',
  ethiopic: 'ሰላማዊት ተስፋዬ',
  cherokee: 'ᏍᏏᏉᏯ',
  mongolian: 'ᠮᠣᠩᠭᠣᠯ',
  'chinese.simplified': '欧阳震华',
  'chinese.traditional': '歐陽震華',
  'chinese.rare': '𠮷田𪚥',
  japanese: '髙橋 さくら',
  'japanese.halfwidth': 'ｻｸﾗ ﾀｶﾊｼ',
  korean: '남궁 서연',
  'korean.decomposed': '\u1102\u1161\u11b7\u1100\u116e\u11bc',
  'combining.stack': 'Z\u0351\u036b\u0343a\u0321\u0353\u031dl\u0334\u0356\u033bg\u0352\u0367o\u0338\u0325\u0300',
  emoji: '👩🏽‍🚀 Sally 🏳️‍🌈',
  'emoji.family': '👨‍👩‍👧‍👦',
  'emoji.flags': '🇪🇺🇨🇦',
  mathematical: '𝒜𝒹𝒶 𝕷𝖔𝖛𝖊𝖑𝖆𝖈𝖊',
  'zero-width': 'Zero\u200bWidth\u200dJoiner\u2060\ufeff',
  'only.invisible': '\u200b',
  spaces: '  two  spaces\u00a0around  ',
  'line.separator': 'one\u2028two\u2029three',
  'private.use': '\ue000\uf8ff',
  noncharacter: '\uffff\u{10ffff}',
  one: 'O',
  'long.latin': 'Wolfeschlegelsteinhausenbergerdorff'.repeat(8).slice(0, 256),
  'long.astral': '𝒜'.repeat(256),
  'long.word': 'ﷺ'.repeat(256),
  'quote.apostrophe': "Siobhán O'Brien-D’Arcy",
  'quote.double': 'Dwayne "The Rock" Johnson',
  backslash: 'C:\\temp\\new \\u0041 \\"',
  html: '<script>alert("x")</script>&amp;',
  sql: "Robert'); DROP TABLE users;--",
  'csv.formula': '=HYPERLINK("https://example.com";"click")',
  'csv.comma': 'Doe, Jane; "Dr."',
  'shell.expansion': '$(id) `id` $HOME %s %00',
  'json.null': 'null',
  'json.false': 'false',
  'number.zero': '0',
  'number.large': '1e999',
  'date.like': '2024-02-30',
};

/** Addresses that are allowed, and that programs stumble over. */
const AWKWARD_ADDRESSES: readonly string[] = [
  'plus+tag+another@example.com',
  "o'brien@example.com",
  'Camel.Case@Example.COM',
  'dots.and-dashes_and.underscores@example.org',
  `${'l'.repeat(64)}@example.net`,
  'łukasz.żółć@example.org',
  '用户@example.com',
  'percent%40sign@example.com',
  'slash/and=equals?query&more#hash@example.net',
  'a@example.com',
];

/** Everyone has to get by with these: the first is the owner, some are suspended. */
export function everyScript(accountId: string): readonly Person[] {
  const named = Object.entries(AWKWARD_NAMES).map(([kind, name]) => [name, `${kind}@example.com`] as const);
  const addressed = AWKWARD_ADDRESSES.map((address) => [`Has the address ${address}`, address] as const);
  return [...named, ...addressed].map(([displayName, email], index) => ({
    id: newResourceId(repeatableRandom(`${accountId} ${email}`)),
    email,
    displayName,
    createTime: toTimestamp(SINCE + index * DAY),
    state: index % 5 === 4 ? 'SUSPENDED' : 'ACTIVE',
    role: index === 0 ? 'owner' : 'member',
    externallyManaged: false,
    securityGroup: false,
  }));
}
