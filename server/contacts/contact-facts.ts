import { factKind } from '../platform/facts.ts'

/** Customers do not want to be contacted any more: for one purpose, or for all with `null`. */
export interface ContactsStopped {
  customerIds: readonly string[]
  purpose: string | null
  /** `null`: for good. */
  expiresAt: Temporal.Instant | null
}

/** Told in the transaction that registers the wishes, so that every queue honours it at once. */
export const contactsStopped = factKind<ContactsStopped>()

/** A contact was dialled, or its agent has asked once more to dial it. */
export interface ContactDialled {
  contactId: string
  customerId: string
  identifierId: string
  staffId: string
  /** The number the customer is to see. */
  callerNumber: string
}

/** Told in the transaction that registers it, which holds the customer. */
export const contactDialled = factKind<ContactDialled>()

/** How a mail ended; `stopped`: the policy or its address kept it back at the last moment. */
export interface MailEnded {
  contactId: string
  customerId: string
  state: 'sent' | 'bounced' | 'unconfirmed' | 'failed' | 'stopped'
}

/** Told in the transaction that ends it, which holds the customer. */
export const mailEnded = factKind<MailEnded>()

/** What held contacts back has changed; those held are to be looked at again. `null`: of all customers. */
export interface ContactsReleased {
  customerId: string | null
}

/** Told when a wish is lifted, when the policy changes, and when a contact ends without a conversation. */
export const contactsReleased = factKind<ContactsReleased>()

/** Contacts made elsewhere came in, so that caps and gaps hold these customers back as they did not before. */
export interface ContactsImported {
  customerIds: readonly string[]
}

/** Told in the transaction that brings them in, a few thousand rows of a file at a time. */
export const contactsImported = factKind<ContactsImported>()
