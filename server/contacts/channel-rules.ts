/** The channels by which the ledger knows contacts; the contact policy speaks of more. */
export const CONTACT_CHANNELS = ['phone', 'email'] as const

export type ContactChannel = (typeof CONTACT_CHANNELS)[number]

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/**
 * Whether customers can know a sender for the organisation's own: its address, or another of the same domain. Without an
 * address of its own no sender is.
 */
export function isOwnSender(sender: string, own: string | null): boolean {
  return own !== null && domainOf(sender) === domainOf(own)
}
