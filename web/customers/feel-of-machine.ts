import type { Feel } from '../kit/Status.tsx'
import type { Machine } from './customer-types.ts'

export const FEEL_OF_MACHINE: Record<Machine['state'], Feel> = {
  'in-use': 'good',
  standing: 'quiet',
  'in-repair': 'warn',
  scrapped: 'quiet',
}
