import { organisationIds, systemActor } from '../people/index.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { inScope } from '../platform/database.ts'
import { job } from '../platform/jobs.ts'
import { endPersonsPastTheirDay } from './end-person.ts'

/** Ends the persons in charge whose last day is over, by each organisation's own calendar. */
export const endPersons = job({
  name: 'customers.end-persons',
  cron: '7 * * * *',
  async handle(db, _, signal) {
    for (const orgId of await organisationIds(db)) {
      const actor = await systemActor(db, orgId)
      await atLeisure(() => inScope(db, actor, async tx => (await endPersonsPastTheirDay(tx, actor)) > 0), signal)
    }
  },
})
