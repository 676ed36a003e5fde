/**
 * Contacts: the one ledger of every contact reserved or made with a customer, whatever the department; the policy and
 * its verdict `mayContact`; the wishes not to be contacted; and the answer to “was that really you?”.
 */
export { type ContactsReleased, type ContactsStopped, contactsReleased, contactsStopped } from './contact-facts.ts'
