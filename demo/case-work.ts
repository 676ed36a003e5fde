import { confirmAgain } from '../server/cases/confirm-again.ts'
import { openCase, solveCase } from '../server/cases/index.ts'
import { watchCases } from '../server/cases/jobs.ts'
import { noteCase } from '../server/cases/note-case.ts'
import { type CaseRow, casesPage } from '../server/cases/store.ts'
import { systemActor } from '../server/people/index.ts'
import { inScope } from '../server/platform/database.ts'
import { random } from './random.ts'
import type { Work } from './worked-day.ts'

const SOLUTIONS = [
  '工程师上门更换油封并试机两小时，未再渗漏',
  '已补发正确型号的配件，旧件由司机带回',
  '与客户核对收费明细，多收部分已退回',
  '重新安排操作培训，操作手已会使用',
  '更换传感器并清除故障码，运转正常',
  '服务经理致电道歉，并约定今后到场时间提前短信通知',
]
const NOTES = ['已联系客户，约明天上门', '配件在途，预计后天到', '已转服务部核实']

/** How many of the open cases one evening looks at; there are far fewer. */
const AT_MOST = 100

/** An evening of the supervisors: they note, solve and have confirmed again what is theirs; the clock marks the rest. */
export async function workCases(work: Work, at: Temporal.Instant): Promise<void> {
  const { house, seed } = work
  const system = await systemActor(house.db, house.orgId, at)
  const asked = { mine: false, overdue: false, escalated: false, limit: AT_MOST }
  const cases = await inScope(house.db, system, tx => casesPage(tx, system, asked))
  for (const file of cases) {
    const owner = house.staffById(file.owner.id, at)
    const draw = random(`${seed}/case/${file.customer.name}/${file.problem}/${file.reopened}`)
    const step = stepFor(file, at, { neglected: draw.chance(0.18), hoursToSolve: draw.between(2, 60) })
    if (step === 'note') await inScope(house.db, owner, tx => noteCase(tx, owner, file.id, draw.pick(NOTES)))
    if (step === 'solve') await inScope(house.db, owner, tx => solveCase(tx, owner, file.id, draw.pick(SOLUTIONS)))
    if (step === 'confirm-again') await inScope(house.db, owner, tx => confirmAgain(tx, owner, file.id))
  }
  await inScope(house.db, system, tx => watchCases(tx, system))
}

function stepFor(
  { state, createdAt, escalatedAt }: CaseRow,
  at: Temporal.Instant,
  temper: { neglected: boolean; hoursToSolve: number },
): 'note' | 'solve' | 'confirm-again' | null {
  if (state === 'confirming') return escalatedAt && !temper.neglected ? 'confirm-again' : null
  const hours = createdAt.until(at).total('hours')
  if (!temper.neglected && hours >= temper.hoursToSolve) return 'solve'
  return hours > 20 && hours < 44 ? 'note' : null
}

/** A case opened by hand, which nobody has found time for. */
export async function openForgottenCase(work: Work, customerId: string, at: Temporal.Instant): Promise<void> {
  const supervisor = work.house.staff('supervisor', at)
  const problem = '客户来电：泵车臂架异响，要求厂家技术人员到场'
  await inScope(work.house.db, supervisor, tx => openCase(tx, supervisor, { customerId, problem, severity: 'high' }))
}
