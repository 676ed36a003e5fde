import { z } from 'zod'
import { ContactPoint, Customer } from '../customers/contract.ts'
import { PersonInCharge } from '../customers/persons-contract.ts'
import { id, instant } from '../platform/endpoint.ts'

const Point = ContactPoint.pick({ id: true, masked: true, lineType: true, state: true, personId: true })

/** Whom the agent calls. */
export const DeskCustomer = Customer.pick({
  ...{ id: true, name: true, kind: true, branchName: true, note: true, timeZone: true },
}).extend({
  /** The person in charge of the matter, who is asked for first; `null` where nobody is known to be. */
  askFor: PersonInCharge.pick({ id: true, name: true, dutyTexts: true }).nullable(),
  /** The numbers that may be dialled, best first, masked. */
  points: z.array(Point),
})

export const LiveContact = z.object({
  id,
  state: z.enum(['reserved', 'dialled']),
  contactPointId: id,
  masked: z.string(),
  dialledAt: instant.nullable(),
})
