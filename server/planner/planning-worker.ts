import { parentPort, workerData } from 'node:worker_threads'
import { plan } from './arbitrate-rules.ts'
import { contactsByDay } from './contacts-by-day-rules.ts'
import { explain } from './explain-rules.ts'
import { needLoads } from './need-load-rules.ts'
import type { Answered, Asked } from './plan-apart.ts'

const PROGRESS_EVERY_MS = 500

/** Plans what it was given, and tells how far it is. */
function main({ dues, capacity, terms }: Asked): void {
  let told = 0
  const made = plan(dues, capacity, terms, share => {
    if (performance.now() - told < PROGRESS_EVERY_MS) return
    told = performance.now()
    parentPort!.postMessage({ share })
  })
  const explanations = explain(made, terms.spacing)
  const days = Int16Array.from({ length: dues.count }, (_, due) => made.dayOf[made.contacts.carrierOf[due]!]!)
  const { weighted, bound, price } = made
  const { left } = made.room
  const loads = { contacts: contactsByDay(made, capacity), room: left.slice(0, capacity.minutes.length), price }
  const byMail = dues.byMail.slice(0, dues.count)
  const answered: Answered = {
    days,
    byMail,
    ...explanations,
    ...loads,
    ofNeeds: needLoads(made),
    worth: weighted,
    bound,
  }
  parentPort!.postMessage({ answered })
}

main(workerData as Asked)
