export const MACHINE_STATES = ['in-use', 'standing', 'in-repair', 'scrapped'] as const
export type MachineState = (typeof MACHINE_STATES)[number]

/** What a meter counts: hours of work, or kilometres. */
export const METER_UNITS = ['h', 'km'] as const
export type MeterUnit = (typeof METER_UNITS)[number]

/** What the column holds with room to spare. */
export const MAX_READING = 1e9

/**
 * A serial number as it is compared: in capitals, without spaces, dashes of every kind as `-`. Plates and papers write
 * one number in several ways.
 */
export function plainSerialNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\s/g, '')
    .replaceAll(/[‐-―−]/g, '-')
}

/** The unit by a word of a file; hours when it is blank, `undefined` for a word that is not known. */
export function readUnit(text: string): MeterUnit | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (/^(|h|hr|hrs|hour|hours|小时|工时|时)$/.test(word)) return 'h'
  return /^(km|kms|公里|千米|里程|kilomet(er|re)s?)$/.test(word) ? 'km' : undefined
}

/** The state by a word of a file; `undefined` for a word that is not known. */
export function readMachineState(text: string): MachineState | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (/^(在用|使用中|正常|in[- ]?use|active|running)$/.test(word)) return 'in-use'
  if (/^(闲置|停用|停放|standing|idle|stored)$/.test(word)) return 'standing'
  if (/^(维修中|在修|维修|in[- ]?repair|under repair)$/.test(word)) return 'in-repair'
  return /^(报废|已报废|scrapped|scrap)$/.test(word) ? 'scrapped' : undefined
}

export interface Reading {
  value: number
  readAt: Temporal.Instant
}

/**
 * The readings that are lower than one taken before them: a meter that was changed, or a slip. They are kept and flagged,
 * never refused. Readings of one unit, in any order.
 */
export function lowerThanBefore<T extends Reading>(readings: readonly T[]): Set<T> {
  const lower = new Set<T>()
  let highest = Number.NEGATIVE_INFINITY
  for (const reading of readings.toSorted((a, b) => Temporal.Instant.compare(a.readAt, b.readAt))) {
    if (reading.value < highest) lower.add(reading)
    highest = Math.max(highest, reading.value)
  }
  return lower
}
