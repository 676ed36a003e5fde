import type { StaffMember } from './StaffActions.tsx'

type StaffState = 'active' | 'invited' | 'deactivated'

/** Where somebody is between his invitation and his leaving. */
export function staffStateOf({ deactivatedAt, joinedAt }: StaffMember): StaffState {
  if (deactivatedAt) return 'deactivated'
  return joinedAt ? 'active' : 'invited'
}
