/** The channels by which the ledger knows contacts; the contact policy speaks of more. */
export const CONTACT_CHANNELS = ['phone', 'email'] as const

export type ContactChannel = (typeof CONTACT_CHANNELS)[number]

/**
 * The end of the quiet period that a contact begins for other matters; a mail begins none, for nobody was spoken to.
 * @param rules their quiet period in milliseconds
 */
export function quietUntil(
  channel: ContactChannel,
  { quiet }: { quiet: number },
  now: Temporal.Instant,
): Temporal.Instant {
  return channel === 'email' ? now : now.add({ milliseconds: quiet })
}

/** What stands behind the @ of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * Whether customers can know a sender for the organisation's own: its address, or another of the same domain. Without an
 * address of its own no sender is.
 */
export function isOwnSender(sender: string, own: string | null): boolean {
  return own !== null && domainOf(sender) === domainOf(own)
}
