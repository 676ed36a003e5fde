/**
 * Customers: the persons and organisations the house serves, each under one branch, with the contact points they may
 * be reached at and where each point came from; and the import of files, which other modules extend by kinds of rows.
 */

export { type CustomerBrief, customerBrief } from './brief.ts'
export { type DialablePoint, dialablePoints, markPointWrong } from './contact-points.ts'
export { readCountry } from './country.ts'
export { customersImport } from './customers-import.ts'
export { importFile } from './import-file.ts'
export {
  type BatchOutcome,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  registerImportKind,
} from './import-kind.ts'
export { type CustomerReference, customersByExternalId, importNewCustomers } from './known-customers.ts'
export { readPhone } from './phone.ts'
