/**
 * Calendars: which days are worked where – the public holidays and make-up working days of each year, with what an
 * organisation entered or corrected itself – and the hours of organisation, branch, team and person, from which follows
 * how much a team can do on a day.
 */
export { allHolidays, holidayNames } from './holiday-store.ts'
export { enterNotice, holidaysChanged, holidaysOfYear, missingYears, previewNotice } from './holidays.ts'
export { hoursChanged } from './hours-facts.ts'
export { type Capacity, capacityOf, workOfMembers } from './shifts.ts'
