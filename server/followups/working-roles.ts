import { Role } from '../people/contract.ts'
import { may } from '../people/index.ts'

/** The roles that work follow-ups. */
export const WORKING_ROLES: readonly string[] = Role.options.filter(role =>
  may({ staffId: '', roles: [role] }, 'followups.work'),
)
