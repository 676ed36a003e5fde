/**
 * Privacy: the vault that keeps phone numbers, e-mails and ID numbers encrypted under keys of each organisation, the
 * masks that people see instead, and the audit log of who looked at what. Other tables hold identifier ids alone.
 */
export { record, recordEach } from './audit.ts'
export { sealAudit, verifyAudit } from './audit-chain.ts'
export { openForExport } from './build-export.ts'
export { type ExportReady, exportReady } from './export-facts.ts'
export { type ExportContext, type ExportKind, registerExportKind } from './export-kind.ts'
export { fittingIdentifiers } from './fitting-identifiers.ts'
export { unlockVault } from './master.ts'
export { rotateMasterKey } from './rotate-master-key.ts'
export { type IdentifierKind, maskOf } from './rules.ts'
export { findIdentifier, findIdentifiers, protect, reveal, seal, sealAll, unseal } from './vault.ts'
