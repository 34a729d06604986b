import stringWidth from 'string-width';

/**
 * Breaks a text between words so that no line is longer than the terminal, the lines after the first indented.
 *
 * @param indent how far, in cells; as much stands before the first line already
 * @param columns cells of a line; undefined breaks nothing
 */
export function hang(text: string, indent: number, columns: number | undefined): string {
  // Too narrow to be worth it.
  if (columns === undefined || columns - indent < 20) return text;
  let room = columns - indent;
  let broken = '';
  for (const word of text.split(' ')) {
    const width = stringWidth(word);
    const isFirst = broken === '';
    if (!isFirst && width + 1 > room) {
      broken += `\n${' '.repeat(indent)}${word}`;
      room = columns - indent - width;
    } else {
      broken += isFirst ? word : ` ${word}`;
      room -= width + (isFirst ? 0 : 1);
    }
  }
  return broken;
}
