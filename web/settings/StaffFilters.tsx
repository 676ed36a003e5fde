import { listBranches, Role } from '../../server/people/contract.ts'
import { listRoles } from '../../server/people/role-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Filters, type FilterValues } from '../kit/Filters.tsx'
import { useT } from '../kit/words.ts'
import type { StaffMember } from './StaffActions.tsx'
import { staffStateOf } from './staff-state.ts'

export const STAFF_FILTERS = ['q', 'role', 'branch', 'state'] as const
type Name = (typeof STAFF_FILTERS)[number]
type Values = FilterValues<Name>

const BRANCHES_TO_CHOOSE = 200

interface StaffFiltersProps {
  values: Values
  set: (name: Name, value: string | undefined) => void
}

/** Finds staff by name or address, role, branch and state. */
export function StaffFilters({ values, set }: StaffFiltersProps) {
  const t = useT()
  const branches = useAsk(listBranches).data?.items ?? []
  const roles = useAsk(listRoles).data?.items ?? []
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Filters
      values={values}
      set={set}
      filters={[
        { name: 'q', label: t('settings.search-staff'), search: true },
        {
          name: 'role',
          label: t('settings.roles'),
          options: [
            ...Role.options.map(role => ({ value: role as string, label: t(`kit.role-${role}`) })),
            ...options(roles.filter(role => !role.fixed)),
          ],
        },
        { name: 'branch', label: t('settings.branch'), options: options(branches.slice(0, BRANCHES_TO_CHOOSE)) },
        {
          name: 'state',
          label: t('settings.state'),
          options: [
            { value: 'active', label: t('settings.active') },
            { value: 'invited', label: t('admin.invited') },
            { value: 'deactivated', label: t('settings.deactivated') },
          ],
        },
      ]}
    />
  )
}

/** Whether somebody is among those the filters ask for. */
export function isAskedFor(row: StaffMember, { q, role, branch, state }: Values): boolean {
  return (
    (!q || `${row.name} ${row.email}`.toLowerCase().includes(q.toLowerCase())) &&
    (!role || row.roles.includes(role as never) || row.customRoleIds.includes(role)) &&
    (!branch || row.branchId === branch) &&
    (!state || staffStateOf(row) === state)
  )
}
