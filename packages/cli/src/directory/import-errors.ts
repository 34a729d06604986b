import { explainFileError } from '../explain-file-error.ts';
import { Failure } from '../failure.ts';

/**
 * Runs an import and turns what goes wrong with the file into a sentence: `people.csv: line 17, field email: …`.
 *
 * @param file as the person named it
 */
export async function importErrors<T>(file: string, work: () => Promise<T>): Promise<T> {
  const { DirectoryFileError } = await import('@rollcall/server/directory');
  try {
    return await work();
  } catch (error) {
    const shown = file === '-' ? 'standard input' : file;
    if (error instanceof DirectoryFileError) {
      const place = [
        error.line === undefined ? undefined : `line ${error.line}`,
        error.field === undefined ? undefined : `field ${error.field}`,
      ].filter((part) => part !== undefined);
      const where = place.length === 0 ? '' : `${place.join(', ')}: `;
      throw new Failure(`${shown}: ${where}${error.reason} Nothing was imported.`);
    }
    throw explainFileError(shown, error) ?? error;
  }
}
