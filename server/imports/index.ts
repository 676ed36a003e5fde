/**
 * Imports: files and batches of rows that become what other modules keep. This module reads the file, maps its columns,
 * runs in the background, keeps rejected rows, and takes a whole import back; what a row is, other modules say by
 * registering a kind.
 */

export { builtOn } from './built-on.ts'
export { dateSurvey, dayReader, timeReader } from './dates.ts'
export { type ImportEnded, importEnded } from './import-facts.ts'
export { finishImport, importFile, importOfFile } from './import-file.ts'
export {
  type BatchOutcome,
  type ImportChange,
  type ImportContext,
  type ImportedNoun,
  type ImportKind,
  type ImportRow,
  type KeptRow,
  registerImportKind,
} from './import-kind.ts'
export { noteAdded, noteChanged } from './journal.ts'
