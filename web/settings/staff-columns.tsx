import { languageInWords } from '../../server/people/ability-rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import { listRoles } from '../../server/people/role-contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import type { Column } from '../kit/Table.tsx'
import { Names, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Made } from './LinkShown.tsx'
import { StaffActions, type StaffMember } from './StaffActions.tsx'
import { staffStateOf } from './staff-state.ts'

interface Doing {
  onChange: (row: StaffMember) => void
  onLink: (made: Made) => void
}

/** Who somebody is, what he may and can do, and where he belongs, with what can be done about him. */
export function useStaffColumns({ onChange, onLink }: Doing): Column<StaffMember>[] {
  const t = useT()
  const language = useLanguage()
  const branches = useAsk(listBranches).data?.items ?? []
  const teams = useAsk(listTeams).data?.items ?? []
  const roles = useAsk(listRoles).data?.items ?? []
  const rolesOf = (row: StaffMember) => [
    ...row.roles.map(role => t(`kit.role-${role}`)),
    ...row.customRoleIds.map(id => nameIn(roles, id)),
  ]
  const abilitiesOf = (row: StaffMember) => [
    ...row.languages.map(code => languageInWords(code, language)),
    ...row.skills,
  ]
  return [
    { key: 'name', title: t('settings.name'), phone: 'title', value: row => <NameAndEmail row={row} /> },
    { key: 'roles', title: t('settings.roles'), value: row => <Names of={rolesOf(row)} /> },
    { key: 'branch', title: t('settings.branch'), value: row => nameIn(branches, row.branchId) },
    { key: 'teams', title: t('admin.teams'), value: row => <Names of={row.teamIds.map(id => nameIn(teams, id))} /> },
    { key: 'abilities', title: t('admin.speaks-and-can-do'), value: row => <Names of={abilitiesOf(row)} /> },
    { key: 'state', title: t('settings.state'), width: 170, value: row => <StaffState row={row} /> },
    {
      key: 'do',
      title: '',
      width: 56,
      right: true,
      value: row => <StaffActions row={row} onChange={() => onChange(row)} onLink={onLink} />,
    },
  ]
}

function nameIn(rows: readonly { id: string; name: string }[], id: string): string {
  return rows.find(row => row.id === id)?.name ?? '–'
}

function NameAndEmail({ row }: { row: StaffMember }) {
  return (
    <span className="two-lines">
      <strong>{row.name}</strong>
      <small>{row.email}</small>
    </span>
  )
}

function StaffState({ row }: { row: StaffMember }) {
  const t = useT()
  const now = useNow()
  const state = staffStateOf(row)
  if (state === 'deactivated') return <Status feel="quiet">{t('settings.deactivated')}</Status>
  if (state === 'active') {
    return (
      <span className="two-lines">
        <Status feel="good">{t('settings.active')}</Status>
        {row.linkExpiresAt && <small>{t('admin.link-open')}</small>}
      </span>
    )
  }
  const holds = row.linkExpiresAt && Temporal.Instant.compare(Temporal.Instant.from(row.linkExpiresAt), now) > 0
  if (!holds) return <Status feel="warn">{t('admin.invite-expired')}</Status>
  return (
    <span className="two-lines">
      <Status feel="waiting">{t('admin.invited')}</Status>
      <small>
        {t('admin.invited-until')} <Time at={row.linkExpiresAt} />
      </small>
    </span>
  )
}
