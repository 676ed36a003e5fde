import { factKind } from '../platform/facts.ts'

/** Something an administrator or a member of staff did here, for whoever keeps the log. The facts hold no identifier. */
export interface Deed {
  action: string
  subject: string
  subjectId: string | null
  facts?: Record<string, unknown>
}

/** Told in the transaction of the deed; the audit log lies above this module and listens. */
export const deedDone = factKind<Deed>()

/** A member of staff may not sign in any more. What he has in hand goes back; what is reserved for him waits for another. */
export interface StaffDeactivated {
  staffId: string
}

/** Told in the transaction that deactivates him, after his sessions have ended. */
export const staffDeactivated = factKind<StaffDeactivated>()

/** Who is in which team, or what somebody there speaks and can do, changed; told in the transaction that changes it. */
export const abilitiesChanged = factKind<Record<string, never>>()

/** Somebody offers a password to sign in with. */
export interface PasswordOffered {
  staffId: string
}

/** Told before a session is opened by password; a listener may refuse passwords altogether. */
export const passwordOffered = factKind<PasswordOffered>()
