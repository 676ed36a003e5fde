import { listCalendars } from '../../server/calendars/contract.ts'
import { languageInWords } from '../../server/people/ability-rules.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import type { listTeams } from '../../server/people/team-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import type { Column } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

export type Team = AnswerOf<typeof listTeams>['items'][number]

/** Who is in a team and leads it, what its members bring, and when it works; names as they are now. */
export function useTeamColumns(): Column<Team>[] {
  const t = useT()
  const language = useLanguage()
  const branches = useAsk(listBranches).data?.items ?? []
  const staff = useAsk(listStaff).data?.items ?? []
  const calendars = useAsk(listCalendars).data
  const nameOf = (id: string) => {
    const member = staff.find(one => one.id === id)
    return member ? member.name + (member.deactivatedAt ? t('admin.left-already') : '') : '–'
  }
  const broughtInWords = ({ skills, languages }: Team) => [
    ...languages.map(({ name, members }) => t('admin.brought', { name: languageInWords(name, language), members })),
    ...skills.map(one => t('admin.brought', one)),
  ]
  const calendarOf = (id: string) => {
    const use = calendars?.uses.find(one => one.teamId === id)
    return calendars?.items.find(one => one.id === use?.calendarId)?.name ?? t('admin.team-calendar-inherits')
  }
  const branchOf = (row: Team) => branches.find(({ id }) => id === row.branchId)?.name ?? '–'
  return [
    { key: 'name', title: t('settings.team-name'), phone: 'title', value: row => <strong>{row.name}</strong> },
    { key: 'branch', title: t('settings.branch'), value: branchOf },
    { key: 'lead', title: t('admin.team-lead'), value: row => (row.leadId ? nameOf(row.leadId) : '–') },
    { key: 'members', title: t('settings.members'), value: row => <Names of={row.memberIds.map(nameOf)} /> },
    { key: 'skills', title: t('admin.team-skills'), value: row => <Names of={broughtInWords(row)} /> },
    { key: 'calendar', title: t('admin.team-calendar'), value: row => calendarOf(row.id) },
  ]
}
