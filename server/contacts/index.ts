/**
 * Contacts: the one ledger of every contact reserved or made with a customer, whatever the department; the verdict by the
 * policy in force, for one customer or a million; wishes not to be contacted, holds and overrides; and the answer to “was
 * that really you?”.
 */
export { cancelContact } from './cancel-contact.ts'
export { broughtUpInContact, carryInContacts } from './carry-contact.ts'
export {
  type ContactDialled,
  type ContactsImported,
  type ContactsReleased,
  type ContactsStopped,
  contactDialled,
  contactsImported,
  contactsReleased,
  contactsStopped,
  type MailEnded,
  mailEnded,
} from './contact-facts.ts'
export { contactablePoints } from './contactable-points.ts'
export { contactsImport } from './contacts-import.ts'
export { contactsOverTime, recentContacts } from './contacts-of-customer.ts'
export { demandMailSender } from './demand-mail-sender.ts'
export { dialContact } from './dial-contact.ts'
export { onConcern } from './hear-concerns.ts'
export { sentenceOf, verdictInWords } from './in-words.ts'
export { permittedHours } from './permitted-hours.ts'
export { ofPersonFirst, personAsked } from './person-asked.ts'
export { replayExport } from './replay-export.ts'
export {
  type Reservation,
  type ReserveContact,
  type Reserved,
  reserveContact,
  reserveContacts,
} from './reserve-contact.ts'
export { mailSenderInUse, reserveMails } from './reserve-mails.ts'
export { settleContact } from './settle-contact.ts'
export { registerStop, stopContacts } from './stop-contacts.ts'
export { holdContact, insertPlanDenials, liveContact, lockCustomer, tryLockCustomer } from './store.ts'
export { type AskedContact, type Found, type Ground, groundFor, groundOf, verdictOn, verdictsOn } from './verdict-on.ts'
export { loggedVerdicts } from './verdicts-of-customer.ts'
