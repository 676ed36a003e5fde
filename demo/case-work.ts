import { closeUnheard } from '../server/cases/close-unheard.ts'
import { confirmAgain } from '../server/cases/confirm-again.ts'
import { openCase, solveCase } from '../server/cases/index.ts'
import { watchCases } from '../server/cases/jobs.ts'
import { noteCase } from '../server/cases/note-case.ts'
import { ATTEMPTS_BEFORE_CLOSING } from '../server/cases/rules.ts'
import { type CaseRow, casesPage } from '../server/cases/store.ts'
import { systemActor } from '../server/people/index.ts'
import { inScope } from '../server/platform/database.ts'
import { problemSaid } from './business.ts'
import { random } from './random.ts'
import type { Work } from './worked-day.ts'

/** How many of the open cases one evening looks at; there are far fewer. */
const AT_MOST = 100

/** An evening of the supervisors: they note, solve and have confirmed again what is theirs; the clock marks the rest. */
export async function workCases(work: Work, at: Temporal.Instant): Promise<void> {
  const { house, seed } = work
  const { words } = house.business
  const system = await systemActor(house.db, house.orgId, at)
  const asked = { mine: false, overdue: false, escalated: false, limit: AT_MOST }
  const cases = await inScope(house.db, system, tx => casesPage(tx, system, asked))
  for (const file of cases) {
    const owner = house.staffById(file.owner.id, at)
    const draw = random(`${seed}/case/${file.customer.name}/${file.problem}/${file.reopened}`)
    const neglected = draw.chance(0.18) || file.problem === words.forgotten.said
    const step = stepFor(file, at, { neglected, hoursToSolve: draw.between(2, 60) })
    const { notes, solutions } = problemSaid(words, file.problem)
    // What did not help once is not done again as long as something else is left.
    const solution = solutions[Math.min(file.reopened, solutions.length - 1)]!
    if (step === 'note') await inScope(house.db, owner, tx => noteCase(tx, owner, file.id, draw.pick(notes)))
    if (step === 'solve') await inScope(house.db, owner, tx => solveCase(tx, owner, file.id, solution))
    if (step === 'confirm-again') await inScope(house.db, owner, tx => confirmAgain(tx, owner, file.id))
    if (step === 'close-unheard') {
      const head = house.staff('owner', at)
      await inScope(house.db, head, tx =>
        closeUnheard(tx, head, file.id, '多次联系未果，问题已处理，客户再来电时优先接待'),
      )
    }
  }
  await inScope(house.db, system, tx => watchCases(tx, system))
}

function stepFor(
  { state, createdAt, escalatedAt, confirmAttempts }: CaseRow,
  at: Temporal.Instant,
  temper: { neglected: boolean; hoursToSolve: number },
): 'note' | 'solve' | 'confirm-again' | 'close-unheard' | null {
  if (state === 'confirming') {
    if (!escalatedAt || temper.neglected) return null
    return confirmAttempts < ATTEMPTS_BEFORE_CLOSING ? 'confirm-again' : 'close-unheard'
  }
  const hours = createdAt.until(at).total('hours')
  if (!temper.neglected && hours >= temper.hoursToSolve) return 'solve'
  return hours > 20 && hours < 44 ? 'note' : null
}

/** A case opened by hand, which nobody has found time for. */
export async function openForgottenCase(work: Work, customerId: string, at: Temporal.Instant): Promise<void> {
  const supervisor = work.house.staff('supervisor', at)
  const problem = work.house.business.words.forgotten.said
  await inScope(work.house.db, supervisor, tx => openCase(tx, supervisor, { customerId, problem, severity: 'high' }))
}
