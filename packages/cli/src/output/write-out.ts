/**
 * Writes to stdout, no faster than its reader takes it. Where the reader has gone, nothing is written.
 */
export async function writeOut(text: string): Promise<void> {
  const { stdout } = process;
  if (text === '' || stdout.destroyed || stdout.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      stdout.off('drain', go).off('close', go);
      resolve();
    };
    stdout.once('drain', go).once('close', go);
  });
}
