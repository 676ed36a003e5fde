import solver, { type Highs } from 'highs'
import { weightedValue } from '../server/planner/choose-rules.ts'
import { type Contacts, mustPrecede } from '../server/planner/merge-rules.ts'
import { canDo } from '../server/planner/need-rules.ts'
import { type Capacity, faded, type Spacing } from '../server/planner/rules.ts'

// Its types call the module CommonJS, where a default import would be the module; the one for Node is not.
const loadHighs = solver as unknown as () => Promise<Highs>

/** What is to be bounded: contacts, what teams can work, and the days between the contacts of a customer. */
export interface Bounded {
  contacts: Contacts
  capacity: Capacity
  spacing: readonly Spacing[]
}

/** One linear constraint over the variables by number: their sum is at most, or at least, a limit. */
interface Row {
  columns: number[]
  weights: number[]
  lower: number
  upper: number
}

/**
 * The linear program of a plan, solved by HiGHS: a share of each contact on each of its days, with capacities, distances and
 * order kept, worth as much as can be, weighted by class. Where contacts need what not everybody has, it also shares out
 * each day's minutes of those who have it. No plan of these contacts is worth more.
 */
export async function upperBound(bounded: Bounded): Promise<number> {
  const highs = await loadHighs()
  const { starts, cost, dayOf } = variablesOf(bounded.contacts)
  const upper = cost.map(() => 1)
  const give = () => {
    upper.push(Number.POSITIVE_INFINITY)
    return cost.push(0) - 1
  }
  const rows = [
    ...eachOnce(bounded.contacts, starts),
    ...(bounded.capacity.groups ? withinGroups(bounded, starts, dayOf, give) : withinCapacity(bounded, starts, dayOf)),
    ...bySpacing(bounded, starts),
    ...inOrder(bounded.contacts, starts),
  ]
  return solve(highs, { cost, upper }, rows)
}

function variablesOf(contacts: Contacts) {
  const starts = new Int32Array(contacts.count + 1)
  const cost: number[] = []
  const dayOf: number[] = []
  for (let contact = 0; contact < contacts.count; contact++) {
    starts[contact] = cost.length
    const from = contacts.from[contact]!
    for (let day = from; day <= contacts.last[contact]!; day++) {
      cost.push(faded(weightedValue(contacts, contact), day - from))
      dayOf.push(day)
    }
  }
  starts[contacts.count] = cost.length
  return { starts, cost, dayOf }
}

const columnsBetween = (first: number, end: number) => Array.from({ length: end - first }, (_, n) => first + n)
const ones = (columns: readonly number[]) => columns.map(() => 1)

function eachOnce({ count }: Contacts, starts: Int32Array): Row[] {
  return Array.from({ length: count }, (_, contact) => {
    const columns = columnsBetween(starts[contact]!, starts[contact + 1]!)
    return { columns, weights: ones(columns), lower: Number.NEGATIVE_INFINITY, upper: 1 }
  })
}

function withinCapacity({ contacts, capacity }: Bounded, starts: Int32Array, dayOf: readonly number[]): Row[] {
  const rows: Row[] = Array.from(capacity.minutes, upper => ({
    columns: [],
    weights: [],
    lower: Number.NEGATIVE_INFINITY,
    upper,
  }))
  for (let contact = 0; contact < contacts.count; contact++) {
    for (let column = starts[contact]!; column < starts[contact + 1]!; column++) {
      const row = rows[contacts.team[contact]! * capacity.days + dayOf[column]!]!
      row.columns.push(column)
      row.weights.push(contacts.minutes[contact]!)
    }
  }
  return rows
}

/** The minutes of contacts with the same needs come from those who meet them, and nobody gives more than he has. */
function withinGroups(
  { contacts, capacity }: Bounded,
  starts: Int32Array,
  dayOf: readonly number[],
  give: () => number,
) {
  const most = (upper: number): Row => ({ columns: [], weights: [], lower: Number.NEGATIVE_INFINITY, upper })
  const groups = capacity.groups!.map(group => ({ ...group, rows: Array.from(group.minutes, most) }))
  const kinds = new Map<string, Row>()
  const rowOf = (team: number, need: number, day: number) => {
    const key = `${team} ${need} ${day}`
    const known = kinds.get(key)
    if (known) return known
    const row = most(0)
    for (const { rows } of groups.filter(group => group.team === team && canDo(group.has, contacts.needs[need]!))) {
      const given = give()
      row.columns.push(given)
      row.weights.push(-1)
      rows[day]!.columns.push(given)
      rows[day]!.weights.push(1)
    }
    kinds.set(key, row)
    return row
  }
  for (let contact = 0; contact < contacts.count; contact++) {
    for (let column = starts[contact]!; column < starts[contact + 1]!; column++) {
      const row = rowOf(contacts.team[contact]!, contacts.need[contact]!, dayOf[column]!)
      row.columns.push(column)
      row.weights.push(contacts.minutes[contact]!)
    }
  }
  return [...kinds.values(), ...groups.flatMap(({ rows }) => rows)]
}

/** The contacts of each customer who has several. */
function* severalOf({ count, customer }: Contacts): Generator<number[]> {
  for (let first = 0, end = 0; first < count; first = end) {
    end = first + 1
    while (end < count && customer[end] === customer[first]) end++
    if (end - first > 1) yield columnsBetween(first, end)
  }
}

function columnOn({ from, last }: Contacts, starts: Int32Array, contact: number, day: number): number[] {
  const has = day >= from[contact]! && day <= last[contact]!
  return has ? [starts[contact]! + day - from[contact]!] : []
}

function bySpacing({ contacts, capacity, spacing }: Bounded, starts: Int32Array): Row[] {
  const rows: Row[] = []
  for (const own of severalOf(contacts)) {
    for (const { most, days } of [...spacing, { most: 1, days: 1 }]) {
      for (let begin = 0; begin < capacity.days; begin++) {
        const columns = own.flatMap(contact =>
          Array.from({ length: days }, (_, n) => columnOn(contacts, starts, contact, begin + n)).flat(),
        )
        rows.push({ columns, weights: ones(columns), lower: Number.NEGATIVE_INFINITY, upper: most })
      }
    }
  }
  return rows
}

/** One that must come first is made on an earlier day, or the other only when its time is over. */
function inOrder(contacts: Contacts, starts: Int32Array): Row[] {
  const rows: Row[] = []
  for (const own of severalOf(contacts)) {
    for (const [one, other] of own.flatMap(a => own.map(b => [a, b] as const))) {
      if (one === other || !mustPrecede(contacts, one, other)) continue
      for (let day = contacts.from[other]!; day <= Math.min(contacts.last[one]!, contacts.last[other]!); day++) {
        const before = columnsBetween(starts[one]!, starts[one + 1]!).slice(0, Math.max(0, day - contacts.from[one]!))
        const columns = [...columnOn(contacts, starts, other, day), ...before]
        const weights = [1, ...before.map(() => -1)]
        rows.push({ columns, weights, lower: Number.NEGATIVE_INFINITY, upper: 0 })
      }
    }
  }
  return rows
}

function solve(
  highs: Highs,
  { cost, upper }: { cost: readonly number[]; upper: readonly number[] },
  all: readonly Row[],
): number {
  const rows = all.filter(row => row.columns.length > 0)
  const matrix = {
    format: 'csr' as const,
    numRows: rows.length,
    numCols: cost.length,
    starts: Int32Array.from([0, ...running(rows)]),
    indices: Int32Array.from(rows.flatMap(row => row.columns)),
    values: Float64Array.from(rows.flatMap(row => row.weights)),
  }
  const model = highs.createModel({
    numCols: cost.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(cost),
    colLower: new Float64Array(cost.length),
    colUpper: Float64Array.from(upper),
    rowLower: Float64Array.from(rows, row => row.lower),
    rowUpper: Float64Array.from(rows, row => row.upper),
    matrix,
  })
  try {
    model.options.set({ output_flag: false })
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('the bound was not found')
    return model.getObjectiveValue()
  } finally {
    model.dispose()
  }
}

function running(rows: readonly Row[]): number[] {
  let end = 0
  return rows.map(row => {
    end += row.columns.length
    return end
  })
}
