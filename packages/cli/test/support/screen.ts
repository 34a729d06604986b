import type { Terminal as Emulator, IBufferCell } from '@xterm/headless';

/** How a terminal shows a character. */
export interface Look {
  /** `default`, one of the sixteen names (`red`, `bright-red`, …), `palette-208`, or `#rrggbb`. */
  readonly colour: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
}

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** What the screen shows now, as written: trailing blanks of a line and empty lines at the end are left out. */
export function screenLines(emulator: Emulator): readonly string[] {
  const { baseY } = emulator.buffer.active;
  const rows = Array.from({ length: emulator.rows }, (_, row) => lineText(emulator, baseY + row));
  return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
}

/** All that was shown, what has scrolled off the top included. Lines that were broken at the edge are whole again. */
export function wholeText(emulator: Emulator): string {
  const buffer = emulator.buffer.active;
  let text = '';
  for (let y = 0; y < buffer.length; y++) {
    const line = buffer.getLine(y);
    if (y > 0 && line?.isWrapped !== true) text = `${text.trimEnd()}\n`;
    text += line?.translateToString(false) ?? '';
  }
  return text.trimEnd();
}

/** How the first character of the text looks where it stands on the screen, the lowest place first. */
export function lookOf(emulator: Emulator, text: string): Look {
  const { baseY } = emulator.buffer.active;
  for (let y = baseY + emulator.rows - 1; y >= baseY; y--) {
    const cell = cellOf(emulator, y, text);
    if (cell === undefined) continue;
    return {
      colour: colourOf(cell),
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
      inverse: cell.isInverse() !== 0,
    };
  }
  throw new Error(`"${text}" is not on the screen:\n${screenLines(emulator).join('\n')}`);
}

function lineText(emulator: Emulator, y: number): string {
  return emulator.buffer.active.getLine(y)?.translateToString(true) ?? '';
}

/** Wide characters take two cells, so places in the text are no places in the line. */
function cellOf(emulator: Emulator, y: number, text: string): IBufferCell | undefined {
  const line = emulator.buffer.active.getLine(y);
  const at = lineText(emulator, y).indexOf(text);
  if (line === undefined || at === -1) return undefined;
  let place = 0;
  for (let x = 0; x < line.length; x++) {
    const cell = line.getCell(x);
    if (cell !== undefined && cell.getWidth() > 0) {
      if (place >= at) return cell;
      place += Math.max(cell.getChars().length, 1);
    }
  }
  return undefined;
}

function colourOf(cell: IBufferCell): string {
  if (cell.isFgDefault()) return 'default';
  const colour = cell.getFgColor();
  if (cell.isFgRGB()) return `#${colour.toString(16).padStart(6, '0')}`;
  if (colour >= 16) return `palette-${colour}`;
  return `${colour >= 8 ? 'bright-' : ''}${NAMES[colour % 8]}`;
}
