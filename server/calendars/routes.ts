import { permit } from '../people/index.ts'
import { type Route, route } from '../platform/route.ts'
import { calendarsIn, usesIn } from './calendar-store.ts'
import { addCalendar, assignCalendar, changeCalendar, removeCalendar } from './calendars.ts'
import * as contract from './contract.ts'
import * as holidays from './holiday-contract.ts'
import { correctHoliday, enterNotice, holidaysOfYear, missingYears, previewNotice, withdrawNotice } from './holidays.ts'
import * as shifts from './shift-contract.ts'
import { copyShifts, planShifts, shiftsOfWeek } from './shifts.ts'

export const routes: Route[] = [
  route(contract.listCalendars, async (tx, actor) => {
    permit(actor, 'people.read')
    return { items: await calendarsIn(tx, actor.orgId), uses: await usesIn(tx, actor.orgId) }
  }),
  route(contract.addCalendar, (tx, actor, { body }) => addCalendar(tx, actor, body)),
  route(contract.changeCalendar, (tx, actor, { params, body }) => changeCalendar(tx, actor, params.id, body)),
  route(contract.removeCalendar, async (tx, actor, { params }) => {
    await removeCalendar(tx, actor, params.id)
    return {}
  }),
  route(contract.assignCalendar, async (tx, actor, { body }) => {
    await assignCalendar(tx, actor, body)
    return {}
  }),
  route(shifts.readShifts, (tx, actor, { query }) => shiftsOfWeek(tx, actor, query)),
  route(shifts.planShifts, async (tx, actor, { body }) => {
    await planShifts(tx, actor, body)
    return {}
  }),
  route(shifts.copyShifts, (tx, actor, { body }) => copyShifts(tx, actor, body)),
  route(holidays.readHolidays, (tx, actor, { query }) => holidaysOfYear(tx, actor, query.year)),
  route(holidays.missingHolidays, (tx, actor) => missingYears(tx, actor)),
  route(holidays.readNotice, async (_tx, actor, { body, language }) => previewNotice(actor, body, language)),
  route(holidays.enterNotice, async (tx, actor, { body }) => {
    await enterNotice(tx, actor, body)
    return {}
  }),
  route(holidays.withdrawNotice, async (tx, actor, { query }) => {
    await withdrawNotice(tx, actor, query.year)
    return {}
  }),
  route(holidays.correctHoliday, async (tx, actor, { body }) => {
    await correctHoliday(tx, actor, body)
    return {}
  }),
]
