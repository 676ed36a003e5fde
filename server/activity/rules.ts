/** What can happen with a customer and deserve a follow-up. */
export const ACTIVITY_KINDS = [
  'order',
  'parts',
  'second-hand',
  'delivery',
  'service',
  'complaint',
  'solved',
  'contract',
  'rental',
  'visit',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** The kinds in which a customer buys something; what is asked about his orders is asked about all of them. */
export const PURCHASES = ['order', 'parts', 'second-hand'] as const satisfies readonly ActivityKind[]

/** What the columns hold with room to spare: a quantity, a unit price, and what an order is worth. */
export const MAX_QUANTITY = 1e10
export const MAX_PRICE = 1e9
export const MAX_AMOUNT = 1e13
