import type { Handed } from '../server/contacts/mail-rules.ts'
import type { Random } from './random.ts'

/** How a mail of the demo ends. */
export type How = 'sent' | 'bounced' | 'unconfirmed'

const SHARES: Readonly<Record<How, number>> = { sent: 90, bounced: 8, unconfirmed: 2 }

/** What the mail server answered, of those that did not surely arrive. */
export const wordsOfServer = {
  bounced: { kind: 'refused', words: '550 5.1.1 User unknown', command: 'RCPT TO' },
  unconfirmed: { kind: 'unsure', words: 'Connection closed after DATA', command: 'DATA' },
} as const satisfies Record<Exclude<How, 'sent'>, Handed>

export const howMailEnds = (draw: Random): How => draw.weighted(SHARES)

/** What handing a mail over came to, as its server would have answered. */
export function handedOver(draw: Random): Handed {
  const how = howMailEnds(draw)
  return how === 'sent' ? { kind: 'sent', words: '' } : wordsOfServer[how]
}
