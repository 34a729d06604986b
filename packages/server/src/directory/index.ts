export { DirectoryFileError } from './directory-file-error.ts';
export { DIRECTORY_FORMATS, type DirectoryFormat, directoryFormatOf } from './directory-format.ts';
export { type ExportOptions, type ExportReport, exportDirectory } from './export-directory.ts';
export { type ImportOptions, importDirectory } from './import-directory.ts';
export type { FirstApplication, ImportReport, MadeSecret } from './import-report.ts';
export { demoOwner, SANDBOX_CREDENTIALS, type SeedOptions, seedDemoDirectory } from './seed-demo-directory.ts';
