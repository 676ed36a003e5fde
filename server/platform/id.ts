import { randomFillSync } from 'node:crypto'

/** Random bytes are asked of the system for a thousand identifiers at once; each takes eight. */
const RANDOM = Buffer.alloc(8000)
const HEX = Buffer.from('0123456789abcdef')
const MOST_IN_A_MILLISECOND = 0x1000
/** Further than this the clock was set back, and time begins anew. */
const SET_BACK_MS = 10_000

const text = Buffer.from('00000000-0000-7000-8000-000000000000')
let taken = RANDOM.length
let millisecond = 0
let counter = 0

/**
 * A new identifier: UUID version 7, so that rows lie in the order they were made (RFC 9562). Those of this process ascend
 * even within a millisecond: its twelve bits after the time count up from a random start (section 6.2, method 1).
 */
export function newId(): string {
  if (taken === RANDOM.length) {
    randomFillSync(RANDOM)
    taken = 0
  }
  tick(RANDOM[taken]!)
  writeHex(15, 3, counter)
  text[19] = HEX[8 | (RANDOM[taken]! & 3)]!
  writeHex(20, 3, RANDOM.readUInt16LE(taken + 1))
  writeHex(24, 6, RANDOM.readUIntLE(taken + 2, 3))
  writeHex(30, 6, RANDOM.readUIntLE(taken + 5, 3))
  taken += 8
  return text.toString('latin1')
}

function tick(random: number): void {
  const now = Date.now()
  counter += 1
  if (now <= millisecond && now > millisecond - SET_BACK_MS && counter < MOST_IN_A_MILLISECOND) return
  // Where more were made than a millisecond holds, the next one is lent.
  millisecond = now <= millisecond && now > millisecond - SET_BACK_MS ? millisecond + 1 : now
  counter = random
  writeHex(0, 8, Math.floor(millisecond / 0x1_0000))
  writeHex(9, 4, millisecond % 0x1_0000)
}

/** Writes the last digits of a number below 2^32. */
function writeHex(at: number, digits: number, value: number): void {
  for (let place = at + digits - 1, rest = value; place >= at; place -= 1, rest >>>= 4) text[place] = HEX[rest & 15]!
}
