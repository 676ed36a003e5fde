import { Role } from '../people/contract.ts'
import { may, type Permission } from '../people/index.ts'

/** The roles that include a permission. */
export function rolesThatMay(permission: Permission): string[] {
  return Role.options.filter(role => may({ staffId: '', roles: [role] }, permission))
}
