/**
 * Customers: the persons and organisations the house serves, each under one branch, with the contact points they may
 * be reached at and where each point came from.
 */

export { birthdaysBetween } from './birthday-rules.ts'
export { type CustomerBrief, customerAlone, customerBrief } from './brief.ts'
export { consentsOf } from './consent-store.ts'
export { consentsImport } from './consents-import.ts'
export {
  type DialablePoint,
  dialablePoints,
  dialablePointsOf,
  mailablePointsOf,
  markPointWrong,
} from './contact-points.ts'
export { readCountry } from './country.ts'
export { type CustomerChanged, customerChanged } from './customer-facts.ts'
export { customersExport } from './customers-export.ts'
export { customersImport } from './customers-import.ts'
export { countDuplicates } from './duplicates.ts'
export { goodHours } from './hours-store.ts'
export { customerNumberField, plainCustomerNumber } from './import-fields.ts'
export { importedCustomers } from './imported-nouns.ts'
export { type InCharge, personsInCharge } from './in-charge-store.ts'
export { type CustomerReference, customersByExternalId, importNewCustomers } from './known-customers.ts'
export { changesTold } from './known-facts.ts'
export { type CustomersMerged, customersMerged, customersParted } from './merge-facts.ts'
export { keepRows, mergedInto, moveBack, moveToSurvivor, rowsKept } from './merge-store.ts'
export { dutyText } from './persons.ts'
export { personsImport } from './persons-import.ts'
export { readEmail, readPhone } from './phone.ts'
export { currentConsents } from './record-consent.ts'
export { searchCustomers } from './search-customers.ts'
export { type CustomerSplit, customerSplit, customersJoined } from './split-facts.ts'
export { demandMoved, keepSplitRows, movedBySplit, moveToPart } from './split-store.ts'
export { lockCustomers } from './store.ts'
export { byStretches, type Stretch } from './survey-walks.ts'
export { registerSurvey, type Survey, surveyState } from './surveys.ts'
export { isMailable } from './usable-point-store.ts'
