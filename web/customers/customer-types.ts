import type { z } from 'zod'
import type { getCustomer } from '../../server/customers/contract.ts'
import type { PersonInCharge } from '../../server/customers/persons-contract.ts'
import type { OwnedMachine } from '../../server/machines/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type Customer = AnswerOf<typeof getCustomer>
export type Person = z.input<typeof PersonInCharge>
export type Machine = z.input<typeof OwnedMachine>
