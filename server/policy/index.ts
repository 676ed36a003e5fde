/**
 * The contact policy: what is allowed. Rules with scope, window, effect and source, in versions that one person writes
 * and a second approves; ready-made packs of them. What happened, and the verdict, are the contacts’.
 */
export { draftOf as policyDraft } from './draft-store.ts'
export { policyChanged } from './facts.ts'
export { policyInForce, policyVersion } from './in-force.ts'
